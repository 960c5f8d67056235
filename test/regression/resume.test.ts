import { join } from "node:path";
import { expect, test } from "vitest";
import type { StageReport } from "../../src/model/report.ts";
import type { RunEvent } from "../../src/model/run-event.ts";
import type { StageContext } from "../../src/model/stage-definition.ts";
import { startRun } from "../../src/run/start-run.ts";
import { cutJournal } from "../helpers/cut-journal.ts";
import { fails } from "../helpers/functions.ts";
import { gate } from "../helpers/gate.ts";
import { begin, endsOf, type SimulatedRun, type SimulationOptions, type Stages, stageOf } from "../helpers/simulate.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

type Options = Pick<SimulationOptions, "failFast">;
/** True of the last event that a crash leaves. */
type Cut = (event: RunEvent) => boolean;

/** Runs stages, cuts the journal off after an event, and continues the run; as often as there are events. */
async function runAndCut(stages: Stages, options: Options, ...cuts: readonly Cut[]): Promise<SimulatedRun> {
  const journal = await writeTempFolder({});
  let ended = await begin(stages, { ...options, journal, runId: "r" }).finish();
  for (const isLast of cuts) {
    await cutJournal(join(journal, "r.ndjson"), isLast);
    ended = await begin(stages, { ...options, journal, resume: "r" }).finish();
  }
  return ended;
}

const failsFirst = ({ attempt }: StageContext) => (attempt === 1 ? fails() : undefined);

function phasesOf({ attempts }: StageReport): readonly string[] {
  return attempts.flatMap(({ attempt, phases }) =>
    phases.map(({ phase, status, abandoned }) => `${attempt} ${phase} ${status}${abandoned ? ", abandoned" : ""}`),
  );
}

test("the errors of attempts before a crash stay in the result, and make a stage that passes flaky", async () => {
  const ended = await runAndCut(
    [{ name: "a", retry: { limit: 1 }, run: failsFirst }],
    {},
    ({ type }) => type === "stage.retrying",
  );
  expect(stageOf(ended, "a")).toMatchObject({
    status: "passed",
    flaky: true,
    errors: [{ attempt: 1, message: "broken" }],
  });
});

test("a kept stage that passed on a retry has passed, though its teardown was lost", async () => {
  const ended = await runAndCut(
    [{ name: "a", keep: "end", retry: { limit: 1 }, run: failsFirst, teardown: () => {} }],
    {},
    ({ type }) => type === "stage.serving",
  );
  expect(stageOf(ended, "a")).toMatchObject({ status: "passed", flaky: true, errors: [{ attempt: 1 }] });
});

const kept: Stages = [{ name: "a", keep: "end", run: () => {}, teardown: () => {} }];

test("a kept stage that nothing needs any more does not run again, though the run was cut off twice", async () => {
  const ended = await runAndCut(
    kept,
    {},
    ({ type }) => type === "stage.serving",
    ({ type }) => type === "run.continued",
  );
  expect(phasesOf(stageOf(ended, "a"))).toEqual(["1 run passed", "1 teardown interrupted, abandoned"]);
});

test("a teardown that a crash cut off is told of once", async () => {
  const ended = await runAndCut(kept, {}, (event) => event.type === "phase.started" && event.phase === "teardown");
  expect(phasesOf(stageOf(ended, "a"))).toEqual(["1 run passed", "1 teardown interrupted, abandoned"]);
});

test("a teardown that had ended before a crash is not told of as lost", async () => {
  const ended = await runAndCut(kept, {}, (event) => event.type === "phase.finished" && event.phase === "teardown");
  expect(phasesOf(stageOf(ended, "a"))).toEqual(["1 run passed", "1 teardown passed"]);
});

test("a teardown that had failed before a crash fails its stage, though nothing runs again", async () => {
  const ended = await runAndCut(
    [{ name: "a", keep: "end", run: () => ({ url: "x" }), teardown: fails }],
    {},
    (event) => event.type === "phase.finished" && event.phase === "teardown",
  );
  expect(phasesOf(stageOf(ended, "a"))).toEqual(["1 run passed", "1 teardown failed"]);
  expect(stageOf(ended, "a")).toMatchObject({ status: "failed", errors: [{ phase: "teardown", attempt: 1 }] });
});

test("a plan that has changed a lot is told of by its first few stages", async () => {
  const journal = await writeTempFolder({});
  const named = (names: string) => [...names].map((name) => ({ name }));
  await begin(named("abcdefghi"), { journal, runId: "r" }).finish();
  await cutJournal(join(journal, "r.ndjson"), ({ type }) => type === "run.started");
  const firstFew = "(b is gone, c is gone, d is gone, e is gone, f is gone and 2 more)";
  expect(() => begin(named("ai"), { journal, resume: "r" })).toThrow(firstFew);
});

test("a crash in the midst of fail-fast leaves no stage to be skipped for another reason", async () => {
  const hold = gate();
  const failsFast = () => {
    hold.open();
    return fails();
  };
  const ended = await runAndCut(
    [
      { name: "trigger", run: failsFast },
      { name: "active", run: () => hold.promise },
      { name: "next", dependencies: ["active"], run: () => {} },
      { name: "last", dependencies: ["next"], run: () => {} },
    ],
    { failFast: "drain" },
    (event) => event.type === "stage.finished" && event.stage === "trigger",
    (event) => event.type === "stage.finished" && event.stage === "active",
  );
  expect(endsOf(ended)).toEqual({ trigger: "failed", active: "failed", next: "fail-fast", last: "fail-fast" });
});

test("a run that is continued keeps the options that it began with", async () => {
  const journal = await writeTempFolder({});
  const stages: Stages = [{ name: "wide", resources: { port: 2 } }, { name: "fails", run: fails }, { name: "other" }];
  const options = { failFast: "drain", pools: { port: 2 }, concurrency: 1, grace: 7 } as const;
  await begin(stages, { ...options, journal, runId: "r" }).finish();
  await cutJournal(join(journal, "r.ndjson"), ({ type }) => type === "run.started");
  const { report } = startRun({ stages, journal, resume: "r" });
  const ends = (await report).stages.map(({ name, status, skip }) => [name, skip?.reason ?? status]);
  expect(ends).toEqual([
    ["wide", "passed"],
    ["fails", "failed"],
    ["other", "fail-fast"],
  ]);
});
