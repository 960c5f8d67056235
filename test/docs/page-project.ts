import { execFile } from "node:child_process";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeTempFolder } from "../helpers/temp-folder.ts";
import { ROOT } from "./code-blocks.ts";

/** What the pages tell to install, beside Stagewright itself. */
const PACKAGES = ["@opentelemetry", "@types", "rxjs", "zod"];
const PROGRAMS = {
  stagewright: "dist/cli.js",
  jiti: "node_modules/jiti/lib/jiti-cli.mjs",
  tsc: "node_modules/typescript/bin/tsc",
};

/** A folder in which the code of a page can be run as a reader would run it. */
export interface PageProject {
  readonly folder: string;
  write(path: string, text: string): Promise<void>;
  /** Runs a line of a shell. */
  run(command: string): Promise<CommandEnd>;
}

export interface CommandEnd {
  readonly code: number;
  /** All that was written, to stdout and to stderr. */
  readonly output: string;
}

export async function createPageProject(): Promise<PageProject> {
  const folder = await writeTempFolder({ "package.json": '{ "name": "shop", "type": "module" }\n' });
  const bin = join(folder, "node_modules/.bin");
  await mkdir(bin, { recursive: true });
  await symlink(ROOT, join(folder, "node_modules/stagewright"));
  for (const name of PACKAGES) await symlink(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  const addProgram = async (name: string, command: string) => {
    await writeFile(join(bin, name), `#!/bin/sh\nexec ${command} "$@"\n`);
    await chmod(join(bin, name), 0o755);
  };
  // npm's own would do the same, in three times the time.
  await addProgram("npx", "");
  for (const [name, path] of Object.entries(PROGRAMS)) await addProgram(name, `'${process.execPath}' '${ROOT}${path}'`);
  return {
    folder,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    run: (command) =>
      new Promise((resolve) => {
        const options = { cwd: folder, env: environment(bin), encoding: "utf8", timeout: 60_000 } as const;
        const child = execFile("sh", ["-c", `{ ${command}\n} 2>&1`], options, (_error, output) =>
          resolve({ code: child.exitCode ?? 1, output }),
        );
      }),
  };
}

/** Neither in CI nor at a terminal, whatever the tests themselves run in. */
function environment(bin: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(CI|GITHUB_.*|VITEST.*|NODE_ENV|(NO|FORCE)_COLOR)$/.test(name),
  );
  return { ...Object.fromEntries(kept), PATH: `${bin}:${process.env.PATH}` };
}
