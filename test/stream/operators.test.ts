import { from, lastValueFrom, type OperatorFunction, toArray } from "rxjs";
import { expect, test } from "vitest";
import type { RunEvent } from "../../src/model/run-event.ts";
import { failures, phases, progress, stage } from "../../src/stream/operators.ts";
import { RunRecorder, STARTED_AT, stageError } from "../helpers/events.ts";

const error = stageError("no", { stack: undefined });
const { events } = new RunRecorder([{ name: "a" }, { name: "b", dependencies: ["a"] }, { name: "c", selected: false }])
  .finish("c", { status: "skipped", skip: { reason: "not-selected" } })
  .start("a")
  .openPhase("a", "run")
  .after(30)
  .closePhase("a", "failed", { errors: [error] })
  .finish("a", { status: "failed", errors: [error] })
  .finish("b", { status: "skipped", skip: { reason: "dependency-failed", culprit: "a" } })
  .end("failed");

const through = <T>(operator: OperatorFunction<RunEvent, T>) => lastValueFrom(from(events).pipe(operator, toArray()));

test("stage lets by the events of one stage", async () => {
  expect((await through(stage("b"))).map(({ type }) => type)).toEqual(["stage.finished"]);
  expect(await through(stage("z"))).toEqual([]);
});

test("phases tells each phase as it ends", async () => {
  expect(await through(phases())).toEqual([{ stage: "a", attempt: 1, phase: "run", status: "failed", durationMs: 30 }]);
});

test("progress counts the stages that were selected", async () => {
  expect(await through(progress())).toEqual([
    { total: 2, passed: 0, failed: 0, skipped: 0, done: 0 },
    { total: 2, passed: 0, failed: 1, skipped: 0, done: 1 },
    { total: 2, passed: 0, failed: 1, skipped: 1, done: 2 },
  ]);
});

/** A run that was cut off while `api` ran, and then continued. */
const continued = new RunRecorder([{ name: "database", keep: "dependents" }, { name: "api" }, { name: "report" }])
  .pass("database", 5)
  .pass("report", 5)
  .start("api")
  .tell("run.continued", { interrupted: ["api"], recreated: ["database"] })
  .start("database", 2)
  .start("api", 2)
  .finish("api", { status: "failed", errors: [error] })
  .finish("database", { status: "passed" })
  .end("failed").events;

test("progress counts a stage that is recreated once, and not as done until it ends again", async () => {
  const progress$ = from(continued).pipe(progress());
  const expected = [
    { total: 3, passed: 0, failed: 0, skipped: 0, done: 0 },
    { total: 3, passed: 1, failed: 0, skipped: 0, done: 1 },
    { total: 3, passed: 2, failed: 0, skipped: 0, done: 2 },
    { total: 3, passed: 1, failed: 0, skipped: 0, done: 1 },
    { total: 3, passed: 1, failed: 1, skipped: 0, done: 2 },
    { total: 3, passed: 2, failed: 1, skipped: 0, done: 3 },
  ];
  expect(await lastValueFrom(progress$.pipe(toArray()))).toEqual(expected);
  // Nothing is left over for who subscribes again.
  expect(await lastValueFrom(progress$.pipe(toArray()))).toEqual(expected);
});

test("progress of the events of a continuation alone counts what ends from then on, of a total that none of them tells", async () => {
  const border = continued.findIndex(({ type }) => type === "run.continued");
  expect(await lastValueFrom(from(continued.slice(border)).pipe(progress(), toArray()))).toEqual([
    { total: 0, passed: 0, failed: 0, skipped: 0, done: 0 },
    { total: 0, passed: 0, failed: 1, skipped: 0, done: 1 },
    { total: 0, passed: 1, failed: 1, skipped: 0, done: 2 },
  ]);
});

test("failures tells each stage that fails, with its errors", async () => {
  expect(await through(failures())).toEqual([{ stage: "a", at: STARTED_AT + 30, errors: [error] }]);
});
