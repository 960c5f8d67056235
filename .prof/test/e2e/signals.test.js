import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startCli } from "../helpers/cli-process.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
/** Says when it runs, stops when it is told to, and says when it is taken down. */
const WAITS = `
  export const setup = () => ({});
  export const run = ({ signal, log }) => new Promise((_, reject) => {
    log("it runs");
    signal.onabort = () => reject(signal.reason);
  });
  export const teardown = ({ log }) => log("it is taken down");
`;
/** Says when it runs, and minds nothing. */
const IGNORES = `
  export const run = ({ log }) => new Promise(() => {
    log("it runs");
    setInterval(() => {}, 1_000);
  });
  export const teardown = ({ log }) => log("it is taken down");
`;
describe("the first signal", () => {
    test.each([
        { signal: "SIGINT", exitCode: 130 },
        { signal: "SIGTERM", exitCode: 143 },
        { signal: "SIGHUP", exitCode: 129 },
    ])("$signal tears everything down and exits with $exitCode", async ({ signal, exitCode }) => {
        const cwd = await writeTempFolder({ "stages/a.mjs": WAITS, "stages/b.mjs": "export const DEPENDENCIES = ['a'];" });
        const cli = startCli(["run", "--reporter", "json=report.json"], { cwd });
        await cli.sees("it runs");
        cli.kill(signal);
        const { code, stdout, stderr } = await cli.end;
        expect(stderr).toBe(`stagewright: ${signal}: stopping, with every teardown; send it again to stop at once\n`);
        expect(stdout).toContain("it is taken down");
        expect(code).toBe(exitCode);
        const report = JSON.parse(await readFile(join(cwd, "report.json"), "utf8"));
        expect(report).toMatchObject({
            status: "cancelled",
            stages: [{ status: "failed" }, { skip: { reason: "cancelled" } }],
        });
    });
});
describe("the second signal", () => {
    test("ends a run that minds nothing, with whole reports and journal", async () => {
        const cwd = await writeTempFolder({ "stages/a.mjs": IGNORES });
        const cli = startCli(["run", "--reporter", "json=report.json", "--run-id", "r"], { cwd });
        await cli.sees("it runs");
        cli.kill("SIGINT");
        await cli.sees("send it again");
        cli.kill("SIGINT");
        const { code, stdout, stderr } = await cli.end;
        expect(stderr).toMatch(/SIGINT again: stopping at once, without waiting for anything\n$/);
        expect(stdout).toContain("run abandoned");
        expect(stdout).not.toContain("it is taken down");
        expect(code).toBe(130);
        const report = JSON.parse(await readFile(join(cwd, "report.json"), "utf8"));
        expect(report.status).toBe("cancelled");
        const journal = await readFile(join(cwd, ".stagewright/runs/r.ndjson"), "utf8");
        expect(JSON.parse(journal.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ type: "run.finished" });
        expect(await readdir(join(cwd, ".stagewright/runs"))).toEqual(["r.ndjson"]);
    });
    test("of another kind forces too, with the exit code of the first", async () => {
        const cwd = await writeTempFolder({ "stages/a.mjs": IGNORES });
        const cli = startCli(["run"], { cwd });
        await cli.sees("it runs");
        cli.kill("SIGTERM");
        await cli.sees("send it again");
        cli.kill("SIGINT");
        expect((await cli.end).code).toBe(143);
    });
});
test("a timeout does not force the end of a run that a signal has cancelled", async () => {
    const cwd = await writeTempFolder({
        "stages/a.mjs": `
      export const run = ({ signal, log }) => new Promise((_, reject) => {
        log("it runs");
        signal.onabort = () => reject(signal.reason);
      });
      export const teardown = ({ log }) => new Promise((resolve) => setTimeout(() => resolve(log("it is taken down")), 1_300));
    `,
    });
    const cli = startCli(["run", "--timeout", "1s"], { cwd });
    await cli.sees("it runs");
    cli.kill("SIGINT");
    const { code, stdout } = await cli.end;
    expect(stdout).toContain("it is taken down");
    expect(code).toBe(130);
});
