import { expect, test } from "vitest";
import { runCli } from "../helpers/cli-process.ts";
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
      "browser waits for api to pass (it is pending).\n\ndefined in  stages/browser.mjs\nneeds       api\nneeded by   nothing\n",
    stderr: "",
  });
  await runCli(["run", "--run-id", "first"], { cwd });
  const story = /^browser was skipped: api failed in run: GET \/ answered 500\.\n\nrun first, failed after /;
  for (const from of [[], ["--from", "first"], ["--from", ".stagewright/runs/first.ndjson"]]) {
    expect((await runCli(["explain", "browser", ...from], { cwd })).stdout).toMatch(story);
  }
  expect((await runCli(["explain", "browser", "--from", "stages"], { cwd })).stdout).toBe(ofPlan.stdout);
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
