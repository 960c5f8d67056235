import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { hopelessStages } from "../oracle/starvation.ts";
import { controls } from "./arbitrary-controls.ts";
import { anyFailFast, scenario } from "./arbitrary-scenario.ts";
import { checkStrayRun } from "./check-run.ts";
import { driveRun } from "./drive-run.ts";
import { search, timeoutOf } from "./search.ts";
import type { Stray } from "./stray.ts";
import { tally } from "./tally.ts";

const SHARE = 0.1;

const strays: fc.Arbitrary<readonly Stray[]> = fc.array(
  fc.record({ call: fc.integer({ min: 1, max: 20 }), afterMs: fc.integer({ min: 0, max: 60 }) }),
  { minLength: 1, maxLength: 4 },
);

beforeAll(tally.startSearch);
afterAll(() => tally.endSearch("strays"));

test("an error that escapes a stage is that stage's, and harms no other", { timeout: timeoutOf(SHARE) }, () =>
  search(
    SHARE,
    fc.tuple(scenario({ failFast: anyFailFast, maxStages: 12 }), controls, strays),
    async ([given, actions, escaping]) => {
      fc.pre(hopelessStages(given).length === 0);
      checkStrayRun(await driveRun(given, actions, { strays: escaping }));
    },
  ),
);
