import type { ErrorPhase } from "./outcome.ts";
import type { RunEvent } from "./run-event.ts";

/** One call of one function of a stage. */
export interface StageCall {
  readonly stage: string;
  readonly attempt: number;
  readonly phase: ErrorPhase;
}

/** Calls `callback`, at once and once, in surroundings that fit the call; returns what it returned, throws what it threw. */
export type Around = <Result>(call: StageCall, callback: () => Result) => Result;

/**
 * Follows one run, and has a say in how the functions of its stages are called.
 * One that throws is left out from then on; the run goes on without it.
 */
export interface Tracing {
  /** Something happened. Called in the same turn, before any function of a stage that follows from it. */
  onEvent?(event: RunEvent): void;
  readonly around?: Around;
}
