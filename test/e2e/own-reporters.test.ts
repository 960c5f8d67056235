import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSilent, REPORTER_NAMES } from "../../src/report/reporters.ts";
import { runCli, startCli } from "../helpers/cli-process.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

const PASSES = { "stages/a.mjs": "export function run() {}" };

test.each([
  ["export default async () => ({});", "expected its function to return a reporter, an object of hooks, at once"],
  ["export default () => 7;", "expected its function to return a reporter, an object of hooks, at once; got 7"],
  ["export const reporter = 7;", "expected the module's default export to be a function that makes a reporter"],
  ["await new Promise(() => {}); export default () => ({});", "its import never ends"],
  ["Promise.reject(new Error('stray')); export default () => ({});", "stray"],
])("a module that makes no reporter is refused before anything runs: %s", async (text, why) => {
  const cwd = await writeTempFolder({ ...PASSES, "own.mjs": text });
  const { code, stderr } = await runCli(["run", "--reporter", "./own.mjs"], { cwd });
  expect(stderr).toContain("bad-option: --reporter ./own.mjs: ");
  expect(stderr).toContain(why);
  expect(code).toBe(2);
});

test("a reporter that never ends is told of, and costs no other its report", async () => {
  const cwd = await writeTempFolder({
    ...PASSES,
    "own.mjs": "export default () => ({ onEnd: () => new Promise(() => {}) });",
  });
  const { code, stderr } = await runCli(["run", "--reporter", "./own.mjs=own.txt", "--reporter", "json=r.json"], {
    cwd,
  });
  expect(stderr).toContain("the reporter ./own.mjs failed and is left out: Error: its onEnd does not come to an end");
  expect(code).toBe(1);
  expect(existsSync(join(cwd, "r.json"))).toBe(true);
});

test("a signal while a report is not finished does not pass for success", async () => {
  const cwd = await writeTempFolder({
    ...PASSES,
    "own.mjs": `
      export default () => ({
        onEnd: () => new Promise(() => {
          setInterval(() => {}, 1_000);
          process.stderr.write("at the end\\n");
        }),
      });
    `,
  });
  const cli = startCli(["run", "--reporter", "./own.mjs=own.txt"], { cwd });
  await cli.sees("at the end");
  cli.kill("SIGINT");
  expect((await cli.end).code).toBe(1);
});

test("a reporter's own error fails no stage", async () => {
  const cwd = await writeTempFolder({
    "stages/a.mjs": 'export const run = ({ log }) => log("x");',
    "own.mjs": `
      export default () => ({
        async onEvent(event) {
          if (event.type === "log") throw new Error("reporter bug");
        },
      });
    `,
  });
  const { code, stdout, stderr } = await runCli(["run", "--reporter", "./own.mjs=own.txt"], { cwd });
  expect(stdout).toContain("1 passed");
  expect(stderr).toContain("the reporter ./own.mjs failed and is left out: Error: reporter bug");
  expect(code).toBe(1);
});

test("a process with a report in every format, and one that fails, ends in order", async () => {
  const cwd = await writeTempFolder({
    ...PASSES,
    "good.mjs": "export default ({ output }) => ({ onEnd: () => output.write('good') });",
    "bad.mjs": "export default () => ({ onEvent() { throw new Error('oops'); } });",
  });
  const names = [...REPORTER_NAMES.filter((name) => !isSilent(name)), "./good.mjs", "./bad.mjs"];
  const reporters = names.flatMap((name, index) => ["--reporter", `${name}=report-${index}`]);
  const { code, stderr } = await runCli(["run", ...reporters], { cwd });
  expect(stderr.split("\n")[0]).toBe("stagewright: the reporter ./bad.mjs failed and is left out: Error: oops");
  expect(stderr).not.toMatch(/MaxListeners|ProcessExitError/);
  expect(code).toBe(1);
  expect(readFileSync(join(cwd, `report-${names.indexOf("./good.mjs")}`), "utf8")).toBe("good");
});

test("a job's summary that cannot be written is told, and makes the exit code 1", async () => {
  const cwd = await writeTempFolder(PASSES);
  const env = { GITHUB_STEP_SUMMARY: join(cwd, "missing/summary.md") };
  const { code, stdout, stderr } = await runCli(["run", "--reporter", "github"], { cwd, env });
  expect(stdout).toContain("1 passed");
  expect(stderr).toMatch(/cannot write .*missing\/summary\.md: ENOENT/);
  expect(code).toBe(1);
});
