import type { Observable } from "rxjs";
import type { Clock } from "../model/clock.ts";
import type { Report } from "../model/report.ts";
import type { RunEvent } from "../model/run-event.ts";
import type { SharedOptions } from "../model/run-options.ts";
import type { Selection } from "../model/selection.ts";
import type { Stage } from "../model/stage.ts";
import type { StageDefinition } from "../model/stage-definition.ts";
import type { Tracing } from "../model/tracing.ts";
import type { View } from "../model/view.ts";
import type { Explanation } from "../plan/explain.ts";

/** A hot stream that is both an Observable and an async iterable. */
export type Stream<T> = Observable<T> & AsyncIterable<T>;

/** What `startRun` takes. Durations are milliseconds or strings such as `"30s"`. */
export interface RunOptions extends SharedOptions {
  /** What `loadStages` returned, or definitions that each have a `name`. */
  readonly stages: readonly (StageDefinition | Stage)[];
  /** Which stages run. Default: all. */
  readonly selection?: Selection;
  /** Cancels the run when it aborts; its reason becomes the run's. */
  readonly signal?: AbortSignal;
  /**
   * Continues this run, that was cut off, from its journal in the folder `journal`. It keeps its
   * selection and, unless they are given anew, `concurrency`, `failFast`, `grace` and `pools`.
   */
  readonly resume?: string;
  /** Follows the run and surrounds the calls of its stages, such as `openTelemetry()` of `stagewright/otel`. */
  readonly tracing?: Tracing;
  /** The source of time. Default: real time. */
  readonly clock?: Clock;
  /** Source of numbers from 0 to 1 for `retry.jitter`. Default: `Math.random`. */
  readonly random?: () => number;
}

/** One execution of a plan. Cancelled and awaited by `await using`. */
export interface Run extends AsyncDisposable {
  readonly id: string;
  /** Every event as it happens; hot, completes after `run.finished`. */
  readonly events$: Stream<RunEvent>;
  /** The current picture, again after each batch of events. One live object: `revision` tells what is new. */
  readonly view$: Stream<View>;
  /** Resolves, never rejects, after the last teardown. */
  readonly report: Promise<Report>;
  /** Starts nothing new until `resume`; what is active goes on. */
  pause(): void;
  resume(): void;
  /**
   * Skips what is pending, aborts what is active and tears it down.
   * A second call waits for nothing any more: what is open is abandoned and named.
   */
  cancel(reason?: string): void;
  /**
   * Cancels one stage: skipped where it is pending, aborted and torn down where it is active.
   * A stage that serves, is in teardown or is over is left as it is.
   * @throws {RangeError} when there is no such stage.
   */
  cancelStage(name: string, reason?: string): void;
  /**
   * What a stage waits for, or why it was skipped.
   * @throws {RangeError} when there is no such stage.
   */
  explain(name: string): Explanation;
}
