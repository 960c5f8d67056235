import type { Attempt, Executor, SessionPort } from "../model/executor.ts";
import { type InlineExecutorOptions, InlineSession } from "./inline-session.ts";

/** Runs the functions of stages in this thread. */
export function createInlineExecutor(options: InlineExecutorOptions): Executor {
  return { open: (attempt: Attempt, port: SessionPort) => new InlineSession(attempt, port, options) };
}
