import { afterAll, beforeAll, expect, test } from "vitest";
import { StagewrightError } from "../../src/model/problem.ts";
import { hopelessStages } from "../oracle/starvation.ts";
import { scenario } from "./arbitrary-scenario.ts";
import { checkResult, checkRun } from "./check-run.ts";
import { createExplainCheck } from "./checks/check-explained.ts";
import { driveRun } from "./drive-run.ts";
import { search, timeoutOf } from "./search.ts";
import { tally } from "./tally.ts";

const SHARE = 0.35;

beforeAll(tally.startSearch);
afterAll(() => tally.endSearch("undisturbed"));

test("the result of a run that nobody touches is a function of graph and scripts", { timeout: timeoutOf(SHARE) }, () =>
  search(SHARE, scenario(), async (given) => {
    const hopeless = hopelessStages(given);
    if (hopeless.length > 0) {
      await expect(driveRun(given, []), `refused, because of ${hopeless.join(", ")}`).rejects.toThrow(StagewrightError);
      return;
    }
    const driven = await driveRun(given, [], { onEvent: createExplainCheck(given) });
    checkRun(driven);
    if (driven.trace.every(({ kind }) => kind !== "control")) checkResult(driven);
  }),
);

test("an empty plan is refused", async () => {
  const empty = { stages: [], concurrency: 1, failFast: "off", graceMs: 1, pools: {}, skipped: [] } as const;
  await expect(driveRun(empty, [])).rejects.toThrow(StagewrightError);
});
