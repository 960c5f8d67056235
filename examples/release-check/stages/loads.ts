import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { defineStage } from "stagewright";

const PROGRAM = "console.log(JSON.stringify(Object.keys(await import(process.argv[1]))))";

/** A package may import itself by its name: so its `exports` are put to the test too. */
export default defineStage({
  description: "The packed package can be imported",
  dependencies: ["manifest", "tarball"],
  timeout: "10s",
  run: async ({ outputs, signal }) => {
    const args = ["--input-type=module", "--eval", PROGRAM, outputs.manifest.name];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: outputs.tarball.folder, signal });
    return JSON.parse(stdout);
  },
});
