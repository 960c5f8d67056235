import { AsyncLocalStorage } from "node:async_hooks";
import type { LogLine } from "../model/executor.ts";

/** Which stage's code is running, wherever it has wandered to. */
export interface StageScope {
  readonly runId: string;
  readonly stage: string;
  /**
   * Fails the stage with an error that its own promise cannot carry: one thrown
   * from a timer, an unhandled rejection. Returns false when the stage is over.
   */
  fail(error: unknown): boolean;
  /** Records a line of what the stage has written. Returns false when the stage is over. */
  log(line: LogLine): boolean;
  /** Calls back once when the stage goes on after the function that is running: at once where it has. */
  onClose(callback: () => void): void;
}

const storage = new AsyncLocalStorage<StageScope>();

/** The scope of the stage whose function, timer or promise callback is running; undefined outside of all. */
export function currentStageScope(): StageScope | undefined {
  return storage.getStore();
}

/** Calls a function of a stage so that all it starts is known to be the stage's. */
export function runInScope<Argument, Result>(
  scope: StageScope,
  callback: (argument: Argument) => Result,
  argument: Argument,
): Result {
  return storage.run(scope, callback, argument);
}
