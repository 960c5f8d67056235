import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { MAIN, runCli } from "../../helpers/cli-process.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
const TALKS = `
  import { appendFileSync } from "node:fs";
  export const setup = () => appendFileSync("notes", "setup ");
  export const run = ({ log }) => {
    for (let line = 0; line < Number(process.env.LINES ?? 1); line += 1) log("word ".repeat(20));
    log("x".repeat(Number(process.env.PADDING ?? 0)));
  };
  export const teardown = () => appendFileSync("notes", "teardown ");
`;
const NOTES = `
  import { appendFileSync } from "node:fs";
  export const DEPENDENCIES = ["talks"];
  export const run = () => appendFileSync("notes", "run ");
`;
const openFolder = () => writeTempFolder({ "stages/talks.mjs": TALKS, "stages/notes.mjs": NOTES });
const journalIn = (cwd) => join(cwd, ".stagewright/runs/r.ndjson");
const readNotes = (cwd) => readFileSync(join(cwd, "notes"), "utf8");
const readReport = (cwd) => JSON.parse(readFileSync(join(cwd, "report.json"), "utf8"));
const flagsOf = (reporters) => reporters.flatMap((reporter) => ["--reporter", reporter]);
/** Runs the stages in a shell, that does something to the process before it becomes the program. */
async function runAfter(command, { cwd, env = {} }) {
    const args = [MAIN, "run", "--run-id", "r", ...flagsOf(["plain", "json=report.json"])];
    const script = `${command}; exec "$0" "$@"`;
    const child = spawn("bash", ["-c", script, process.execPath, ...args], { cwd, env: { ...process.env, ...env } });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { code, stdout, stderr };
}
/** Runs the stages where no file can become longer than so many KiB. */
const runWithin = (kilobytes, place) => runAfter(`ulimit -f ${kilobytes}`, place);
describe("a journal that can be written no further", () => {
    const failure = (cwd) => `stagewright: the journal has failed: Cannot write the journal ${journalIn(cwd)}: EFBIG: file too large, write\n`;
    test("is told of on stderr and in every report, and the run goes on to its end", async () => {
        const cwd = await openFolder();
        const { code, stdout, stderr } = await runWithin(32, { cwd, env: { LINES: "400" } });
        expect(stderr).toBe(failure(cwd));
        expect(code).toBe(1);
        expect(stdout).toContain("EFBIG: file too large");
        expect(readReport(cwd)).toMatchObject({
            status: "failed",
            counts: { passed: 2 },
            errors: [{ message: expect.stringContaining("Cannot write the journal"), cause: { code: "EFBIG" } }],
        });
        expect(readNotes(cwd)).toBe("setup teardown run ");
    });
    test("is told of on stderr and by the exit code where only the last line is lost", async () => {
        const roomy = await openFolder();
        const whole = await runWithin(1_024, { cwd: roomy });
        expect(whole).toMatchObject({ code: 0, stderr: "" });
        // So much longer that the last line, of more than 100 characters, crosses a KiB.
        const padding = 50 + 1_024 - (statSync(journalIn(roomy)).size % 1_024);
        const kilobytes = Math.floor((statSync(journalIn(roomy)).size + padding) / 1_024);
        const cwd = await openFolder();
        const { code, stderr } = await runWithin(kilobytes, { cwd, env: { PADDING: String(padding) } });
        expect(readFileSync(journalIn(cwd), "utf8")).toMatch(/"stage\.finished"[^\n]*\n[^\n]+$/);
        expect(stderr).toBe(failure(cwd));
        expect(code).toBe(1);
        expect(readReport(cwd)).toMatchObject({ status: "passed", counts: { passed: 2 } });
    });
});
describe("a report that can be written no further", () => {
    test("is told of on stderr; the console, the journal and the other reports are whole", async () => {
        const cwd = await openFolder();
        const reporters = flagsOf(["plain", "junit=/dev/full", "json=report.json"]);
        const { code, stdout, stderr } = await runCli(["run", "--run-id", "r", ...reporters], { cwd });
        expect(stderr).toBe("stagewright: cannot write /dev/full: ENOSPC: no space left on device, write\n");
        expect(code).toBe(1);
        expect(readReport(cwd)).toMatchObject({ status: "passed", counts: { passed: 2 } });
        expect(stdout).toContain("2 passed");
        const replay = await runCli(["replay", journalIn(cwd)], { cwd });
        expect(replay).toEqual({ code: 0, stdout, stderr: "" });
    });
    test("is told of on stderr where it is stdout; the journal and the other reports are whole", async () => {
        const cwd = await openFolder();
        const { code, stderr } = await runAfter("exec > /dev/full", { cwd });
        expect(stderr).toBe("stagewright: cannot write to stdout: ENOSPC: no space left on device, write\n");
        expect(code).toBe(1);
        expect(readReport(cwd)).toMatchObject({ status: "passed", counts: { passed: 2 } });
        expect((await runCli(["replay", journalIn(cwd)], { cwd })).code).toBe(0);
    });
});
