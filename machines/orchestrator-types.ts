import type { ActorRef, DoneActorEvent, ErrorActorEvent, Snapshot } from "xstate";
import type { FailFast, Skip } from "../src/model/outcome.ts";
import type { Plan } from "../src/model/plan.ts";
import type { Board } from "../src/plan/board.ts";
import type { stageMachine } from "./stage-machine.ts";
import type { StageCommand, StageEnd, StageNews, StagePorts } from "./stage-types.ts";

/** Attempts that were made before the run was cut off. */
export interface EarlierAttempts {
  readonly made: number;
  readonly retriesUsed: number;
}

export interface OrchestratorInput {
  readonly plan: Plan;
  /** The bookkeeping of readiness, slots and pools; changed in place, since a copy an event would be quadratic. */
  readonly board: Board;
  readonly ports: StagePorts;
  readonly failFast: FailFast;
  /** The logic of each stage's actor: `stageMachine`, or what a test provides. */
  readonly stageLogic: typeof stageMachine;
  /** The stages that are over before the run begins (resume). */
  readonly settled: ReadonlySet<number>;
  readonly earlierAttempts: ReadonlyMap<number, EarlierAttempts>;
  /** What each stage's `run` returned, by position; filled as stages serve and end. */
  readonly outputs: unknown[];
  /** Why the run that is continued was being stopped when it was cut off. */
  readonly earlierStop: StopReason | undefined;
}

/** Why stages that have not begun are skipped, and those that are active are stopped. */
export type StopReason = Skip & { readonly reason: "cancelled" | "fail-fast" | "starved"; readonly message: string };

/** The actor of a stage. */
export type StageRef = ActorRef<Snapshot<unknown>, StageCommand> & { start(): unknown };

export interface OrchestratorContext extends OrchestratorInput {
  /** The actors of the stages that are not over. Not `children` of the snapshot: those are copied at each change. */
  readonly actors: Map<number, StageRef>;
}

export type OrchestratorCommand =
  /** The beginning is on record: start what is ready. */
  | { readonly type: "begin" }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  /** Explicit: a second one waits for nothing any more. */
  | { readonly type: "cancel"; readonly reason: string }
  /** An aborted signal or a dispose: never counts as a second cancel. */
  | { readonly type: "abort"; readonly reason: string }
  | { readonly type: "cancelStage"; readonly index: number; readonly reason: string };

export type OrchestratorEvent = OrchestratorCommand | StageNews | DoneActorEvent<StageEnd> | ErrorActorEvent;
