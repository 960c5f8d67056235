import type { Session, SessionReply } from "../src/model/executor.ts";
import type { Fact } from "../src/model/fact.ts";
import type { PhaseStatus, Skip, StageFailure, StageStatus } from "../src/model/outcome.ts";
import type { PlannedStage } from "../src/model/plan.ts";

/** What the stages of a run share: how they reach the world outside the charts. */
export interface StagePorts {
  readonly graceMs: number;
  /** Opens the session of an attempt; its replies are sent to the stage's actor. */
  openSession(stage: PlannedStage, attempt: number, reply: (reply: SessionReply) => void): Session;
  /** Tells what happened. Never throws. */
  tell(fact: Fact): void;
  /** A number from 0 to 1, for the jitter of retries. */
  random(): number;
}

export interface StageInput {
  readonly stage: PlannedStage;
  readonly ports: StagePorts;
  /** More than 1 where earlier attempts were made before the run was cut off. */
  readonly firstAttempt: number;
  readonly retriesLeft: number;
}

export interface StageContext {
  readonly stage: PlannedStage;
  readonly ports: StagePorts;
  /** The number of the current attempt; before the first, of the one before it. */
  readonly attempt: number;
  readonly retriesLeft: number;
  readonly retryDelayMs: number;
  /** The session of the current attempt. */
  readonly session: Session | undefined;
  /** Every error of every attempt, as thrown. */
  readonly failures: readonly StageFailure[];
  /** What the phase that is being aborted will be said to have been. */
  readonly abortStatus: PhaseStatus;
  readonly skip: Skip | undefined;
}

export type StageCommand =
  /** A slot and pool units are there: begin an attempt. */
  | { readonly type: "start" }
  | { readonly type: "skip"; readonly skip: Skip }
  /** Nothing needs the resource any more. */
  | { readonly type: "release" }
  /** Abort what is active, tear down, do not retry; where nothing was entered: skip. */
  | { readonly type: "cancel"; readonly error: Error; readonly skip: Skip }
  /** Settle now, whatever is open. */
  | { readonly type: "giveUp"; readonly error: Error };

/** What a stage tells the orchestrator on its way; its end is its actor's output. */
export type StageNews =
  | { readonly type: "stage.serving"; readonly index: number; readonly output: unknown }
  | { readonly type: "stage.retrying"; readonly index: number }
  | { readonly type: "stage.due"; readonly index: number };

/** The output of a stage's actor. */
export interface StageEnd {
  readonly index: number;
  readonly status: StageStatus;
  readonly output: unknown;
}

export type StageEvent = StageCommand | SessionReply;
