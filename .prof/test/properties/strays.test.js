import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { hopelessStages } from "../oracle/starvation.js";
import { controls } from "./arbitrary-controls.js";
import { anyFailFast, scenario } from "./arbitrary-scenario.js";
import { checkStrayRun } from "./check-run.js";
import { driveRun } from "./drive-run.js";
import { search, timeoutOf } from "./search.js";
import { tally } from "./tally.js";
const SHARE = 0.1;
const strays = fc.array(fc.record({ call: fc.integer({ min: 1, max: 20 }), afterMs: fc.integer({ min: 0, max: 60 }) }), { minLength: 1, maxLength: 4 });
afterAll(() => {
    expect(tally.runs).toBeGreaterThan(0);
    process.stdout.write(`strays: ${tally}\n`);
});
test("an error that escapes a stage is that stage's, and harms no other", { timeout: timeoutOf(SHARE) }, () => search(SHARE, fc.tuple(scenario({ failFast: anyFailFast, maxStages: 12 }), controls, strays), async ([given, actions, escaping]) => {
    fc.pre(hopelessStages(given).length === 0);
    checkStrayRun(await driveRun(given, actions, { strays: escaping }));
}));
