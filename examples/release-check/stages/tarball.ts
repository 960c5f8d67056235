import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { defineStage } from "stagewright";
import { FOLDER } from "./_package.ts";

const exec = promisify(execFile);

/** What npm would publish, unpacked in a folder that is there as long as a check needs it. */
export default defineStage({
  description: "The package can be packed",
  dependencies: ["manifest"],
  keep: "dependents",
  timeout: "30s",
  setup: () => mkdtemp(join(tmpdir(), "release-")),
  run: async ({ resource, signal }) => {
    const { stdout } = await exec("npm", ["pack", "--json", "--pack-destination", resource], { cwd: FOLDER, signal });
    const [{ filename, files, size }] = JSON.parse(stdout);
    await exec("tar", ["-xzf", filename], { cwd: resource, signal });
    return { folder: join(resource, "package"), files: files.map(({ path }: { path: string }) => path), size };
  },
  teardown: async ({ resource }) => {
    if (resource !== undefined) await rm(resource, { recursive: true });
  },
});
