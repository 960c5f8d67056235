import { filter, type MonoTypeOperatorFunction, map, type OperatorFunction, scan } from "rxjs";
import type { Phase, PhaseStatus } from "../model/outcome.ts";
import type { RunEvent, RunEventOf } from "../model/run-event.ts";
import type { StageError } from "../model/serialized-error.ts";

/** Only the events of one stage. */
export function stage(name: string): MonoTypeOperatorFunction<RunEvent> {
  return filter((event) => "stage" in event && event.stage === name);
}

/** A phase that has ended. */
export interface EndedPhase {
  readonly stage: string;
  readonly attempt: number;
  readonly phase: Phase;
  readonly status: PhaseStatus;
  readonly durationMs: number;
}

/** Each phase as it ends. */
export function phases(): OperatorFunction<RunEvent, EndedPhase> {
  return (events$) =>
    events$.pipe(
      filter((event): event is RunEventOf<"phase.finished"> => event.type === "phase.finished"),
      map(({ stage, attempt, phase, status, durationMs }) => ({ stage, attempt, phase, status, durationMs })),
    );
}

/** How far a run is. */
export interface Progress {
  /** The stages that the run is about: those not selected do not count. */
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** `passed + failed + skipped`. */
  readonly done: number;
}

const NO_PROGRESS: Progress = { total: 0, passed: 0, failed: 0, skipped: 0, done: 0 };

/** How far the run is: at its start, and as each stage ends. Needs the events from the first one on. */
export function progress(): OperatorFunction<RunEvent, Progress> {
  return (events$) =>
    events$.pipe(
      filter((event) => event.type === "run.started" || isEndOfSelected(event)),
      scan(advance, NO_PROGRESS),
    );
}

function isEndOfSelected(event: RunEvent): event is RunEventOf<"stage.finished"> {
  return event.type === "stage.finished" && event.skip?.reason !== "not-selected";
}

function advance(before: Progress, event: RunEvent): Progress {
  if (event.type === "run.started") {
    return { ...NO_PROGRESS, total: event.plan.stages.filter(({ selected }) => selected).length };
  }
  if (event.type !== "stage.finished") return before;
  return { ...before, [event.status]: before[event.status] + 1, done: before.done + 1 };
}

/** A stage that has failed. */
export interface Failure {
  readonly stage: string;
  /** Epoch ms. */
  readonly at: number;
  /** All errors of all attempts, in order. */
  readonly errors: readonly StageError[];
}

/** Each stage that fails, optional ones too, once nothing of it is tried again. */
export function failures(): OperatorFunction<RunEvent, Failure> {
  return (events$) =>
    events$.pipe(
      filter(
        (event): event is RunEventOf<"stage.finished"> => event.type === "stage.finished" && event.status === "failed",
      ),
      map(({ stage, at, errors = [] }) => ({ stage, at, errors })),
    );
}
