import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Jiti } from "jiti";

/** Imports a module by its path. */
export type ModuleImporter = (file: string) => Promise<object>;

const TYPESCRIPT: ReadonlySet<string> = new Set([".ts", ".mts"]);

/**
 * An importer of JavaScript modules, by Node itself, and of TypeScript ones, by
 * jiti, which is loaded only where there is one.
 *
 * @param root The project's folder. What jiti compiled is kept in its
 *   `node_modules/.cache/jiti`, or with the system's temporary files where it
 *   has no `node_modules`.
 */
export function createModuleImporter(root: string): ModuleImporter {
  let jiti: Promise<Jiti> | undefined;
  return async (file) => {
    const path = resolve(file);
    if (!isTypeScript(path)) return import(pathToFileURL(path).href);
    jiti ??= createTypeScriptLoader(root);
    return (await jiti).import<object>(path);
  };
}

/** True for the modules that Node 20 cannot import by itself. */
export function isTypeScript(file: string): boolean {
  return TYPESCRIPT.has(extname(file));
}

async function createTypeScriptLoader(root: string): Promise<Jiti> {
  const { createJiti } = await import("jiti");
  // jiti looks for `node_modules` next to the file that it is told it runs for.
  return createJiti(join(root, "stagewright.js"));
}
