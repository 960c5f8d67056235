import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
const root = fileURLToPath(new URL("../..", import.meta.url));
/** The package brings its own copy of RxJS: this program uses the one beside it. */
const PROGRAM = `
  import { filter, isObservable, lastValueFrom, map, merge, of, toArray } from "rxjs";
  import { startRun } from "./dist/index.js";

  const run = startRun({ stages: [{ name: "a", run() {} }] });
  const types = lastValueFrom(merge(run.events$.pipe(map(({ type }) => type)), of("merged")).pipe(toArray()));
  run.events$.pipe(filter(({ type }) => type === "stage.started")).subscribe(() => { throw new Error("mine"); });
  const { status } = await run.report;
  console.log(JSON.stringify({ status, isObservable: isObservable(run.events$), types: await types }));
`;
it("streams work with the operators of another copy of RxJS, and stay guarded", async () => {
    const args = ["--input-type=module", "--eval", PROGRAM];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    expect(JSON.parse(stdout)).toEqual({
        status: "passed",
        isObservable: true,
        types: [
            ...["merged", "run.started", "stage.ready", "stage.started", "log"],
            ...["phase.started", "phase.finished", "stage.finished", "run.finished"],
        ],
    });
});
