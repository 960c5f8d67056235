import type { Phase, PhaseStatus, Skip, StageFailure, StageStatus } from "./outcome.ts";

/**
 * What the machines tell as it happens, with raw thrown values.
 * The run's recorder makes the {@link RunEvent} of each.
 */
export type Fact =
  | { readonly type: "stage.ready"; readonly stage: string }
  | { readonly type: "stage.started"; readonly stage: string; readonly attempt: number }
  | { readonly type: "phase.started"; readonly stage: string; readonly attempt: number; readonly phase: Phase }
  | {
      readonly type: "phase.finished";
      readonly stage: string;
      readonly attempt: number;
      readonly phase: Phase;
      readonly status: PhaseStatus;
      readonly failures: readonly StageFailure[];
      readonly abandoned: boolean;
    }
  | { readonly type: "stage.serving"; readonly stage: string; readonly attempt: number }
  | {
      readonly type: "stage.retrying";
      readonly stage: string;
      readonly attempt: number;
      readonly nextAttempt: number;
      readonly delayMs: number;
    }
  | {
      readonly type: "stage.abandoned";
      readonly stage: string;
      readonly attempt: number;
      readonly phase: Phase;
      readonly begun: boolean;
    }
  | {
      readonly type: "stage.finished";
      readonly stage: string;
      readonly status: StageStatus;
      readonly flaky: boolean;
      readonly failures: readonly StageFailure[];
      readonly output: unknown;
      readonly skip: Skip | undefined;
    }
  | { readonly type: "run.paused" }
  | { readonly type: "run.unpaused" }
  | { readonly type: "run.cancelling"; readonly reason: string; readonly forced: boolean }
  | { readonly type: "run.finished" };
