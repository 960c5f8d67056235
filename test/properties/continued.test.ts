import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StagewrightError } from "../../src/model/problem.ts";
import { hopelessStages } from "../oracle/starvation.ts";
import { Violation } from "../oracle/violation.ts";
import { controls } from "./arbitrary-controls.ts";
import { anyFailFast, scenario } from "./arbitrary-scenario.ts";
import { checkContinued } from "./checks/check-continued.ts";
import { checkEnd } from "./checks/check-end.ts";
import { checkRecorded } from "./checks/check-recorded.ts";
import { checkSameResult, isSteady, steady } from "./checks/check-same-result.ts";
import { createJournalFolder, RUN_ID } from "./cut-journal.ts";
import { driveRun } from "./drive-run.ts";
import { search, timeoutOf } from "./search.ts";
import { tally } from "./tally.ts";
import { eventsOf, tellTrace } from "./trace.ts";

const SHARE = 0.1;

const cuts = fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 3 });
const anything = fc.tuple(scenario({ failFast: anyFailFast, maxStages: 12 }), controls, cuts);
const steadily = fc.tuple(scenario({ maxStages: 12 }).map(steady), fc.constant([]), cuts);

beforeAll(tally.startSearch);
afterAll(() => tally.endSearch("continued"));

test("a run that is cut off anywhere is continued to its end", { timeout: timeoutOf(SHARE) }, () =>
  search(SHARE, fc.oneof(anything, steadily), async ([wanted, actions, places]) => {
    fc.pre(hopelessStages(wanted).length === 0);
    using folder = createJournalFolder();
    const onCall = (call: Parameters<typeof checkRecorded>[0]) => checkRecorded(call, folder.events);
    const first = await driveRun(wanted, actions, { journal: folder.path, runId: RUN_ID, onCall });
    expect(folder.events()).toEqual(eventsOf(first.trace));
    let now = first.report.startedAt + first.report.durationMs;
    for (const place of places) {
      folder.cut(place);
      const before = folder.events();
      if (before.some(({ type }) => type === "run.finished")) {
        await expect(driveRun(wanted, [], { journal: folder.path, resume: RUN_ID })).rejects.toThrow(StagewrightError);
        return;
      }
      const driven = await driveRun(wanted, actions, { journal: folder.path, resume: RUN_ID, startMs: now, onCall });
      now = driven.report.startedAt + driven.report.durationMs;
      const whole = folder.events();
      tally.countRun(eventsOf(driven.trace));
      try {
        tally.check("continued", () => checkContinued({ scenario: wanted, before, whole, driven }));
        tally.check("end", () => checkEnd(driven));
        const isUntouched = actions.length === 0 && driven.trace.every(({ kind }) => kind !== "control");
        if (isUntouched && wanted.failFast === "off" && wanted.stages.every(isSteady)) {
          checkSameResult(wanted, driven.report);
        }
      } catch (error) {
        if (!(error instanceof Violation)) throw error;
        const told = [...before.map((event) => ({ kind: "event", event }) as const), ...driven.trace];
        throw new Violation(`${error.message}\n\n${tellTrace(told)}\n`, { cause: error });
      }
    }
  }),
);
