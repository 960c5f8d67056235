import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { hopelessStages } from "../oracle/starvation.js";
import { controls } from "./arbitrary-controls.js";
import { anyFailFast, scenario } from "./arbitrary-scenario.js";
import { checkRun } from "./check-run.js";
import { driveRun } from "./drive-run.js";
import { search, timeoutOf } from "./search.js";
import { tally } from "./tally.js";
const SHARE = 0.45;
afterAll(() => {
    expect(tally.runs).toBeGreaterThan(0);
    process.stdout.write(`disturbed: ${tally}\n`);
});
test("a run that is paused, cancelled and stopped at any moment keeps its promises", { timeout: timeoutOf(SHARE) }, () => search(SHARE, fc.tuple(scenario({ failFast: anyFailFast, maxStages: 30 }), controls), async ([given, actions]) => {
    fc.pre(hopelessStages(given).length === 0);
    checkRun(await driveRun(given, actions));
}));
