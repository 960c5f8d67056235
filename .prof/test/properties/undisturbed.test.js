import { afterAll, expect, test } from "vitest";
import { StagewrightError } from "../../src/model/problem.js";
import { hopelessStages } from "../oracle/starvation.js";
import { scenario } from "./arbitrary-scenario.js";
import { checkResult, checkRun } from "./check-run.js";
import { createExplainCheck } from "./checks/check-explained.js";
import { driveRun } from "./drive-run.js";
import { search, timeoutOf } from "./search.js";
import { tally } from "./tally.js";
const SHARE = 0.35;
afterAll(() => {
    expect(tally.runs).toBeGreaterThan(0);
    process.stdout.write(`undisturbed: ${tally}\n`);
});
test("the result of a run that nobody touches is a function of graph and scripts", { timeout: timeoutOf(SHARE) }, () => search(SHARE, scenario(), async (given) => {
    const hopeless = hopelessStages(given);
    if (hopeless.length > 0) {
        await expect(driveRun(given, []), `refused, because of ${hopeless.join(", ")}`).rejects.toThrow(StagewrightError);
        return;
    }
    const driven = await driveRun(given, [], { onEvent: createExplainCheck(given) });
    checkRun(driven);
    if (driven.trace.every(({ kind }) => kind !== "control"))
        checkResult(driven);
}));
test("an empty plan is refused", async () => {
    const empty = { stages: [], concurrency: 1, failFast: "off", graceMs: 1, pools: {}, skipped: [] };
    await expect(driveRun(empty, [])).rejects.toThrow(StagewrightError);
});
