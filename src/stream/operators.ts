import { filter, type MonoTypeOperatorFunction, map, type OperatorFunction, scan } from "rxjs";
import type { Phase, PhaseStatus, StageStatus } from "../model/outcome.ts";
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
  /** The stages that the run is about: those not selected do not count. 0 where no event has told them. */
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** `passed + failed + skipped`. */
  readonly done: number;
}

const NO_PROGRESS: Progress = { total: 0, passed: 0, failed: 0, skipped: 0, done: 0 };

/**
 * How far the run is: at its start, where it is continued, and as each stage ends.
 * A stage that is recreated when a run is continued is not done until it ends again.
 *
 * Needs the events from the first one on. The `events$` of a run that was started with `resume` do not
 * repeat what its journal tells: there `total` stays 0, and only what ends from then on counts. The
 * `counts` of its `view$` know all.
 */
export function progress(): OperatorFunction<RunEvent, Progress> {
  return (events$) =>
    events$.pipe(
      filter(changesProgress),
      scan<RunEvent, Tally, undefined>(advance, undefined),
      map(({ progress }) => progress),
    );
}

interface Tally {
  readonly progress: Progress;
  /** How each stage that is over has ended. One map a subscriber, changed in place: a copy an event is quadratic. */
  readonly ends: Map<string, StageStatus>;
}

function changesProgress(event: RunEvent): boolean {
  if (event.type === "stage.finished") return event.skip?.reason !== "not-selected";
  return event.type === "run.started" || event.type === "run.continued";
}

function advance(tally: Tally | undefined, event: RunEvent): Tally {
  const { progress, ends } = tally ?? { progress: NO_PROGRESS, ends: new Map() };
  switch (event.type) {
    case "run.started":
      return { progress: { ...progress, total: event.plan.stages.filter(({ selected }) => selected).length }, ends };
    case "run.continued":
      return { progress: event.recreated.reduce((left, name) => reopen(left, ends, name), progress), ends };
    case "stage.finished": {
      const open = reopen(progress, ends, event.stage);
      ends.set(event.stage, event.status);
      return { progress: count(open, event.status, 1), ends };
    }
    default:
      return { progress, ends };
  }
}

/** What is left without a stage that had ended, if it had. */
function reopen(progress: Progress, ends: Map<string, StageStatus>, name: string): Progress {
  const status = ends.get(name);
  ends.delete(name);
  return status === undefined ? progress : count(progress, status, -1);
}

function count(progress: Progress, status: StageStatus, by: 1 | -1): Progress {
  return { ...progress, [status]: progress[status] + by, done: progress.done + by };
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
