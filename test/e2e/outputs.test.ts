import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, startCli } from "../helpers/cli-process.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

const PASSES = "export function run() {}";
/** Writes lines until there is a file `stop`. */
const TALKS = `
  import { existsSync } from "node:fs";
  import { setImmediate } from "node:timers/promises";
  export const run = async ({ log }) => {
    while (!existsSync("stop")) {
      log("a line");
      await setImmediate();
    }
  };
`;

describe("stdout", () => {
  test("that nobody reads any more is told once, and the run goes on to its end", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": TALKS });
    const cli = startCli(["run", "--reporter", "json=report.json"], { cwd });
    await cli.sees("a line");
    cli.process.stdout?.destroy();
    await writeFile(join(cwd, "stop"), "");
    const { code, stderr } = await cli.end;
    expect(stderr).toBe("stagewright: cannot write to stdout: write EPIPE\n");
    expect(code).toBe(1);
    const report = JSON.parse(await readFile(join(cwd, "report.json"), "utf8"));
    expect(report).toMatchObject({ status: "passed", counts: { passed: 1 } });
    expect(report.errors).toBeUndefined();
  });

  test("is whole however slowly it is read", async () => {
    const stages = Array.from({ length: 300 }, (_, index) => [
      `stages/s${index}.mjs`,
      `export const description = "${"word ".repeat(60)}";`,
    ]);
    const cwd = await writeTempFolder(Object.fromEntries(stages));
    const { stdout } = await runCli(["list"], { cwd });
    expect(stdout.length).toBeGreaterThan(100_000);
    expect(stdout).toContain("\ns299 ");
  });

  test("is the other reporter's where one takes it", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": PASSES });
    const { stdout } = await runCli(["run", "--reporter", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ status: "passed" });
  });
});

describe("a report's file", () => {
  test("that cannot be written is found before anything runs, and none is left behind", async () => {
    const cwd = await writeTempFolder({
      "stages/a.mjs": 'console.log("imported"); export const run = () => console.log("ran");',
    });
    const reports = ["json=good.json", "junit=missing/report.xml", "ndjson=stages"];
    const { code, stdout, stderr } = await runCli(["run", ...reports.flatMap((report) => ["--reporter", report])], {
      cwd,
    });
    expect(stderr.replaceAll(cwd, "<cwd>")).toMatchInlineSnapshot(`
      "imported
      bad-option: --reporter junit=missing/report.xml: cannot write missing/report.xml: there is no folder <cwd>/missing
      bad-option: --reporter ndjson=stages: cannot write stages: it is a folder

      2 problems; nothing ran.
      "
    `);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(existsSync(join(cwd, "good.json"))).toBe(false);
    expect(existsSync(join(cwd, ".stagewright"))).toBe(false);
  });

  test("that cannot be written in the end is told, and makes the exit code 1", async () => {
    const cwd = await writeTempFolder({
      "reports/keep": "",
      "stages/a.mjs":
        'import { rmSync } from "node:fs"; export const run = () => rmSync("reports", { recursive: true });',
    });
    const { code, stdout, stderr } = await runCli(["run", "--reporter", "json=reports/r.json"], { cwd });
    expect(stdout).toContain("1 passed");
    expect(stderr).toMatch(/^stagewright: cannot write reports\/r\.json: ENOENT/);
    expect(code).toBe(1);
  });

  test("is found where a stage changes the working directory", async () => {
    const cwd = await writeTempFolder({ "stages/a.mjs": 'export const run = () => process.chdir("/");' });
    const { code } = await runCli(["run", "--reporter", "json=report.json", "--run-id", "r"], { cwd });
    expect(code).toBe(0);
    expect(existsSync(join(cwd, "report.json"))).toBe(true);
    expect(existsSync(join(cwd, ".stagewright/runs/r.ndjson"))).toBe(true);
  });
});

describe("colours", () => {
  test.each([
    { env: {}, hasColours: false },
    { env: { FORCE_COLOR: "1" }, hasColours: true },
    { env: { FORCE_COLOR: "0" }, hasColours: false },
  ])("are $hasColours on a pipe with $env, and never in a file", async ({ env, hasColours }) => {
    const cwd = await writeTempFolder({ "stages/a.mjs": PASSES });
    const { stdout } = await runCli(["run", "--reporter", "plain=out.txt"], { cwd, env: { ...env } });
    expect(stdout.includes("\u001b[")).toBe(hasColours);
    expect(await readFile(join(cwd, "out.txt"), "utf8")).not.toContain("\u001b[");
  });
});
