import type { ErrorPhase, Phase, Skip } from "./outcome.ts";
import type { PlannedStage } from "./plan.ts";
import type { DependencyOutputs } from "./stage-definition.ts";

/**
 * Where the functions of stages run. The statechart commands a session and
 * gets replies; it does not know whether the session is in this thread.
 */
export interface Executor {
  /** Opens the session of one attempt of one stage. Starts nothing by itself. */
  open(attempt: Attempt, port: SessionPort): Session;
}

/** One pass through the phases of a stage. */
export interface Attempt {
  readonly stage: PlannedStage;
  readonly attempt: number;
  readonly runId: string;
  /** The outputs of the direct dependencies, by name. */
  readonly outputs: DependencyOutputs;
}

/** The user's functions of one attempt, performed on command. One command at a time is open. */
export interface Session {
  /** Calls a phase's function. Replies `phase.passed` or `phase.failed` once; `phase.overdue` may come before. */
  perform(phase: Phase): void;
  /** Calls `when`. Replies `when.passed`, `when.refused` or `when.failed`. */
  decideWhen(): void;
  /** Calls `retry.when` with the attempt's first error. Replies `retry.accepted`, `retry.refused` or `retry.failed`. */
  decideRetry(error: unknown): void;
  /** Aborts the signal of the open phase. The phase still replies when its function settles. */
  abort(reason: unknown): void;
  /** Lets go of what is open: it will not reply any more. */
  abandon(): void;
  /** What `run` returned, once it has passed. */
  readonly output: unknown;
}

/** What a session answers to the stage's actor. */
export type SessionReply =
  | { readonly type: "when.passed" }
  | { readonly type: "when.refused"; readonly skip: Skip }
  | { readonly type: "when.failed"; readonly error: unknown }
  | { readonly type: "phase.passed" }
  | { readonly type: "phase.failed"; readonly error: unknown }
  /** The phase's timeout is over; its function still runs. */
  | { readonly type: "phase.overdue"; readonly error: unknown }
  | { readonly type: "retry.accepted" }
  | { readonly type: "retry.refused" }
  | { readonly type: "retry.failed"; readonly error: unknown }
  /** Code of the stage threw where nothing could catch it. */
  | {
      readonly type: "stage.strayed";
      readonly attempt: number;
      readonly phase: ErrorPhase;
      readonly error: unknown;
    };

/** A line that a stage, or the run, has to tell. */
export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly fields?: unknown;
}

/** Where a session's answers and the user's lines go. */
export interface SessionPort {
  /** Returns false where the stage is over and takes no answer any more. */
  reply(reply: SessionReply): boolean;
  /** Returns false where the stage is over and takes no lines any more. */
  log(line: LogLine): boolean;
  progress(data: unknown): void;
  /** An abandoned `setup` returned a resource after all. */
  leaked(): void;
}
