import type { Clock } from "../model/clock.ts";
import type { Attempt, Executor, SessionPort } from "../model/executor.ts";
import { InlineSession } from "./inline-session.ts";

export interface InlineExecutorOptions {
  readonly clock: Clock;
  /** Has `start` called soon, but not within the call; what has happened by then is on record first. */
  readonly defer: (start: () => void) => void;
}

/** Runs the functions of stages in this thread. */
export function createInlineExecutor(options: InlineExecutorOptions): Executor {
  return { open: (attempt: Attempt, port: SessionPort) => new InlineSession(attempt, port, options) };
}
