import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { describeImportError } from "../../load/describe-import-error.ts";
import { createModuleImporter } from "../../load/module-importer.ts";
import type { HostProcess } from "../cli-io.ts";
import { guardImport } from "../process/guard-import.ts";

/** What a configuration file holds, or why that cannot be told. */
export type ImportedConfig = { readonly value: unknown } | { readonly failure: string };

const ENDLESS = "Importing it never ends: what it awaits at its top level cannot happen any more.";

/** Reads a configuration file by its absolute path: JSON, or the default export of a module. */
export async function importConfig(path: string, host: HostProcess): Promise<ImportedConfig> {
  return extname(path) === ".json" ? readJson(path) : importModule(path, host);
}

async function readJson(path: string): Promise<ImportedConfig> {
  try {
    return { value: JSON.parse(await readFile(path, "utf8")) };
  } catch (error) {
    return { failure: `Reading it failed: ${String(error)}` };
  }
}

async function importModule(path: string, host: HostProcess): Promise<ImportedConfig> {
  try {
    const { result: module } = await guardImport(host, () => createModuleImporter(path)(path));
    if (module === undefined) return { failure: ENDLESS };
    return { value: "default" in module ? module.default : undefined };
  } catch (error) {
    return { failure: await describeImportError(error, path) };
  }
}
