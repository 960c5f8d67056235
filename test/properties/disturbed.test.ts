import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { hopelessStages } from "../oracle/starvation.ts";
import { controls } from "./arbitrary-controls.ts";
import { anyFailFast, scenario } from "./arbitrary-scenario.ts";
import { checkRun } from "./check-run.ts";
import { driveRun } from "./drive-run.ts";
import { search, timeoutOf } from "./search.ts";
import { tally } from "./tally.ts";

const SHARE = 0.45;

beforeAll(tally.startSearch);
afterAll(() => tally.endSearch("disturbed"));

test(
  "a run that is paused, cancelled and stopped at any moment keeps its promises",
  { timeout: timeoutOf(SHARE) },
  () =>
    search(SHARE, fc.tuple(scenario({ failFast: anyFailFast, maxStages: 30 }), controls), async ([given, actions]) => {
      fc.pre(hopelessStages(given).length === 0);
      checkRun(await driveRun(given, actions));
    }),
);
