import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../helpers/cli-process.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
/** Runs stages to their end; resolves with that and the JSON report. */
async function runStages(stages) {
    const files = Object.entries(stages).map(([name, text]) => [`stages/${name}.mjs`, text]);
    const cwd = await writeTempFolder(Object.fromEntries(files));
    const end = await runCli(["run", "--reporter", "json=report.json"], { cwd });
    return { ...end, report: JSON.parse(await readFile(join(cwd, "report.json"), "utf8")) };
}
const WAITS_FOR_ABORT = "await new Promise((resolve) => { signal.onabort = resolve; });";
const PASSES = "export function run() {}";
test("an error thrown from a timer fails the stage that set it, and no other", async () => {
    const { code, report: { stages }, } = await runStages({
        thrower: `export const run = async ({ signal }) => {
      setTimeout(() => { throw new Error("from a timer"); }, 5);
      ${WAITS_FOR_ABORT}
    };
    export const teardown = () => {};`,
        other: PASSES,
    });
    expect(stages).toMatchObject([
        { name: "other", status: "passed" },
        { name: "thrower", status: "failed", errors: [{ phase: "run", message: "from a timer" }] },
    ]);
    expect(stages[1]?.errors).toHaveLength(1);
    expect(stages[1]?.attempts[0]?.phases.map(({ phase, status }) => [phase, status])).toEqual([
        ["run", "failed"],
        ["teardown", "passed"],
    ]);
    expect(code).toBe(1);
});
test("an unhandled rejection fails the stage that it comes from", async () => {
    const { code, report: { stages }, } = await runStages({
        a: `export const run = async ({ signal }) => {
      Promise.reject(new Error("nobody waits for it"));
      ${WAITS_FOR_ABORT}
    };`,
    });
    expect(stages).toMatchObject([{ status: "failed", errors: [{ phase: "run", message: "nobody waits for it" }] }]);
    expect(code).toBe(1);
});
test("process.exit fails the stage that calls it, and everything is torn down", async () => {
    const { code, stdout, report: { stages }, } = await runStages({
        a: `export const keep = "end"; export const setup = () => ({}); export const teardown = ({ log }) => log("taken down");`,
        b: `export const run = () => process.exit(0);`,
    });
    expect(stdout).toContain("taken down");
    expect(stages).toMatchObject([
        { name: "a", status: "passed" },
        {
            name: "b",
            status: "failed",
            errors: [{ code: "process-exit", message: expect.stringMatching(/^process\.exit\(0\) was called/) }],
        },
    ]);
    expect(stages[1]?.errors).toHaveLength(1);
    expect(code).toBe(1);
});
test("process.exit fails the stage also where the stage catches what it throws", async () => {
    const { code, report: { stages }, } = await runStages({ a: "export const run = () => { try { process.exit(); } catch {} };" });
    expect(stages).toMatchObject([
        { status: "failed", errors: [{ message: expect.stringContaining("process.exit() was called") }] },
    ]);
    expect(code).toBe(1);
});
test.each([
    { what: "imported", text: 'import { exit } from "node:process"; export const run = () => exit(0);' },
    { what: "kept", text: "const { exit } = process; export const run = () => exit(0);" },
])("process.exit fails the stage also where it was $what", async ({ text }) => {
    const { code, report } = await runStages({ a: text });
    expect(report.stages).toMatchObject([{ status: "failed", errors: [{ code: "process-exit" }] }]);
    expect(report.stages[0]?.errors).toHaveLength(1);
    expect(code).toBe(1);
});
test("process.exit in a teardown fails the stage", async () => {
    const { report: { stages }, } = await runStages({ a: "export const run = () => {}; export const teardown = () => process.exit(4);" });
    expect(stages[0]).toMatchObject({ status: "failed" });
    expect(stages[0]?.errors[0]).toMatchObject({ phase: "teardown", code: "process-exit" });
});
test("an error of a stage that is over is an error of the run", async () => {
    const { code, report } = await runStages({
        a: `export const run = () => {
      setImmediate(() => { globalThis.hasThrown = true; throw new Error("too late"); });
    };`,
        b: `
      import { setImmediate } from "node:timers/promises";
      export const DEPENDENCIES = ["a"];
      export const run = async () => { while (!globalThis.hasThrown) await setImmediate(); };
    `,
    });
    expect(report).toMatchObject({
        status: "failed",
        stages: [{ status: "passed" }, { status: "passed" }],
        errors: [{ message: "too late" }],
    });
    expect(code).toBe(1);
});
test("an error thrown after the run is told, and makes the exit code 1", async () => {
    const { code, stderr, report } = await runStages({
        a: `
      import { existsSync } from "node:fs";
      export const run = ({ runId }) => {
        const isOver = () => !existsSync(".stagewright/runs/" + runId + ".ndjson.lock");
        const timer = setInterval(() => {
          if (!isOver()) return;
          clearInterval(timer);
          throw new Error("much too late");
        }, 1);
      };
    `,
    });
    expect(report.status).toBe("passed");
    expect(stderr).toContain("stagewright: thrown when the run was over: Error: much too late");
    expect(code).toBe(1);
});
test("an exit code that a stage sets does not leak into the program's", async () => {
    const { code } = await runStages({
        a: "export const run = () => { process.exitCode = 7; process.on('exit', () => { process.exitCode = 8; }); };",
    });
    expect(code).toBe(0);
});
test("a module that calls process.exit is a bad module", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": "process.exit(0);", "stages/b.mjs": PASSES });
    const { code, stdout, stderr } = await runCli(["run"], { cwd });
    expect(stderr).toContain('stages/a.mjs: stage "a": bad-module: Importing it failed: ProcessExitError: process.exit(0) was called');
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});
test("a module that never finishes loading is a bad module", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": "await new Promise(() => {});" });
    const { code, stdout, stderr } = await runCli(["check"], { cwd });
    expect(stderr).toContain("stages: bad-module: Importing a module never ends");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});
