import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report, StageReport } from "stagewright";
import { expect, test } from "vitest";
import { runCli } from "../../helpers/cli-process.ts";
import { writeTempFolder } from "../../helpers/temp-folder.ts";
import { ROOT } from "./example-process.ts";

const EXAMPLE = join(ROOT, "examples/release-check");

/** Runs the checks on a copy of the example's package that has been changed. */
async function checkRelease(change: (folder: string) => Promise<void>) {
  const folder = await writeTempFolder({});
  const copy = join(folder, "package");
  await cp(join(EXAMPLE, "package"), copy, { recursive: true });
  await change(copy);
  const args = ["run", "--journal", join(folder, "runs"), "--reporter", `json=${join(folder, "report.json")}`];
  const { code, stdout } = await runCli(args, { cwd: EXAMPLE, env: { PACKAGE: copy } });
  const report: Report = JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
  const named = (status: StageReport["status"]) =>
    report.stages.filter((stage) => stage.status === status).map(({ name }) => name);
  const told = stdout.split("\n").flatMap((line) => /^\S+ +summary +│ (.*)$/.exec(line)?.[1] ?? []);
  const errors = report.stages.flatMap(({ errors }) => errors.map(({ message }) => message));
  return { code, report, told, errors, failed: named("failed"), skipped: named("skipped") };
}

const replaceIn = async (file: string, from: string, to: string) =>
  writeFile(file, (await readFile(file, "utf8")).replace(from, to));

test("a package passes that is fit for release, with a warning for what is optional", async () => {
  const { code, report, told, errors, failed } = await checkRelease(async () => {});
  expect(failed).toEqual(["documented"]);
  expect(errors).toEqual(["README.md does not mention merge"]);
  expect(told).toEqual([
    "tally: 5 of 6 checks passed",
    "look at: documented",
    "changes in 1.4.0: 2",
    expect.stringMatching(/^tarball: 6 files, \d+ bytes$/),
    "licences: MIT, BSD-3-Clause",
  ]);
  expect(report).toMatchObject({ pipeline: "release-check", status: "passed" });
  expect(code).toBe(0);
});

const BREAKAGES = [
  {
    what: "a version that nobody has written about",
    change: (folder: string) => replaceIn(join(folder, "package.json"), "1.4.0", "1.5.0"),
    failed: ["changelog", "lockfile", "documented"],
    skipped: ["licenses"],
    error: "CHANGELOG.md tells no change of 1.5.0",
  },
  {
    what: "a licence that we may not use",
    change: (folder: string) => replaceIn(join(folder, "package-lock.json"), "BSD-3-Clause", "AGPL-3.0"),
    failed: ["licenses", "documented"],
    skipped: [],
    error: "Not allowed: node_modules/diff (AGPL-3.0)",
  },
  {
    what: "a file that nobody should get",
    change: (folder: string) => writeFile(join(folder, "lib/.env"), "TOKEN=secret"),
    failed: ["contents", "documented"],
    skipped: [],
    error: "Nobody needs lib/.env",
  },
  {
    what: "an entry point that is not there",
    change: (folder: string) => rm(join(folder, "lib/index.js")),
    failed: ["loads"],
    skipped: ["documented"],
    error: expect.stringContaining("ERR_MODULE_NOT_FOUND"),
  },
];

test.each(BREAKAGES)("$what fails the check that it concerns, and those only that need it", async (breakage) => {
  const { code, told, errors, failed, skipped } = await checkRelease(breakage.change);
  expect(failed.toSorted()).toEqual(breakage.failed.toSorted());
  expect(skipped).toEqual(breakage.skipped);
  expect(errors).toContainEqual(breakage.error);
  expect(told[0]).toMatch(/^tally: \d of 6 checks passed$/);
  expect(code).toBe(1);
});
