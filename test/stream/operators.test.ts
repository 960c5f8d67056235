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

test("failures tells each stage that fails, with its errors", async () => {
  expect(await through(failures())).toEqual([{ stage: "a", at: STARTED_AT + 30, errors: [error] }]);
});
