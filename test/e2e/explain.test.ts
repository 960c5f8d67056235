import { expect, test } from "vitest";
import { runCli, startCli } from "../helpers/cli-process.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

const STAGES = {
  "stages/database.mjs": 'export const keep = "dependents"; export const setup = () => {};',
  "stages/api.mjs":
    'export const dependencies = ["database"]; export const run = () => { throw new Error("GET / answered 500"); };',
  "stages/browser.mjs": 'export const dependencies = ["api"]; export const run = () => {};',
};

test("explain tells of the newest run, of one by its id or journal, and of a plan", async () => {
  const cwd = await writeTempFolder(STAGES);
  const ofPlan = await runCli(["explain", "browser"], { cwd });
  expect(ofPlan).toEqual({
    code: 0,
    stdout:
      "browser can start when api has passed.\n\ndefined in  stages/browser.mjs\nneeds       api\nneeded by   nothing\n",
    stderr: "",
  });
  await runCli(["run", "--run-id", "first"], { cwd });
  const story = /^browser was skipped: api failed in run: GET \/ answered 500\.\n\nrun first, failed after /;
  for (const from of [[], ["--from", "first"], ["--from", ".stagewright/runs/first.ndjson"]]) {
    expect((await runCli(["explain", "browser", ...from], { cwd })).stdout).toMatch(story);
  }
  expect((await runCli(["explain", "browser", "--from", "stages"], { cwd })).stdout).toBe(ofPlan.stdout);
});

test("explain tells of a run that is alive what it is at, and of one that was cut off that it was", async () => {
  const cwd = await writeTempFolder({
    "stages/server.mjs":
      'export const run = ({ log }) => { log("it has begun"); return new Promise(() => setInterval(() => {}, 1e6)); };',
    "stages/user.mjs": 'export const dependencies = ["server"]; export const run = () => {};',
  });
  const run = startCli(["run", "--run-id", "r"], { cwd });
  await run.sees("it has begun");
  expect((await runCli(["explain", "user"], { cwd })).stdout).toMatch(
    /^user waits for server to pass \(it is running\)\.\n\nrun r, running: newest event at 00:/,
  );
  run.kill("SIGKILL");
  await run.end;
  expect((await runCli(["explain", "user"], { cwd })).stdout).toMatch(
    /^user failed in run: The process ended before the stage began\.\n\nrun r, failed after 00:/,
  );
});

test("explain looks into the newest run that has the stage, and else names the stages of the newest", async () => {
  const cwd = await writeTempFolder({ ...STAGES, "others/lint.mjs": "export const run = () => {};" });
  await runCli(["run", "--run-id", "older"], { cwd });
  await runCli(["run", "others", "--run-id", "newer"], { cwd });
  expect((await runCli(["explain", "browser"], { cwd })).stdout).toContain("run older, failed after");
  expect((await runCli(["explain", "lint"], { cwd })).stdout).toContain("run newer, passed after");
  expect((await runCli(["explain", "lin"], { cwd })).stderr).toContain('did you mean "lint"?');
});

test("explain writes in ASCII where the terminal knows no more", async () => {
  const last = 'export const dependencies = ["browser"]; export const run = () => {};';
  const cwd = await writeTempFolder({ ...STAGES, "stages/last.mjs": last });
  await runCli(["run"], { cwd });
  const explained = async (env: Readonly<Record<string, string>>) =>
    (await runCli(["explain", "last"], { cwd, env })).stdout;
  expect(await explained({ TERM: "xterm" })).toContain("(api → browser)");
  expect(await explained({ TERM: "linux" })).toContain("(api -> browser)");
});

test("explain refuses a stage or a run that is not there", async () => {
  const cwd = await writeTempFolder(STAGES);
  const stage = await runCli(["explain", "apis"], { cwd });
  expect(stage).toMatchObject({ code: 2, stdout: "" });
  expect(stage.stderr).toContain('There is no stage "apis"; did you mean "api"?');
  const run = await runCli(["explain", "api", "--from", "gone"], { cwd });
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain("run-not-found");
});
