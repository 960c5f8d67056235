import { expect, test } from "vitest";
import { runCli } from "../helpers/cli-process.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
const PASSES = "export function run() {}";
const FAILS = 'export function run() { throw new Error("boom"); }';
const NEVER_SETTLES = "export const run = ({ signal }) => new Promise((_, reject) => { signal.onabort = () => reject(signal.reason); });";
test("exits with 0 when every stage passes", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": PASSES });
    const { code, stdout, stderr } = await runCli(["run"], { cwd });
    expect(stdout).toContain("1 passed");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
test("exits with 1 when a required stage fails", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": FAILS });
    const { code, stderr } = await runCli(["run"], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
});
test("exits with 0 when only an optional stage fails", async () => {
    const cwd = await writeTempFolder({
        "stages/a.mjs": `export const OPTIONAL = true;\n${FAILS}`,
        "stages/b.mjs": PASSES,
    });
    const { code, stdout } = await runCli(["run"], { cwd });
    expect(stdout).toContain("1 passed, 1 failed but optional");
    expect(code).toBe(0);
});
test("exits with 3 when the timeout cancels the run, and says so", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": NEVER_SETTLES });
    const { code, stdout } = await runCli(["run", "--timeout", "50ms"], { cwd });
    expect(stdout).toContain("cancelling: timeout of 50ms");
    expect(code).toBe(3);
});
test("exits with 2 and the help when nothing is asked for", async () => {
    const cwd = await writeTempFolder({});
    const { code, stdout, stderr } = await runCli([], { cwd });
    expect(stderr).toMatch(/^Usage: stagewright <command>/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
});
