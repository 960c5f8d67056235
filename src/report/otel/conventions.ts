import type { PhaseStatus, RunStatus } from "../../model/outcome.ts";

/**
 * The names of OpenTelemetry's conventions for CI/CD that the spans have.
 * @see https://opentelemetry.io/docs/specs/semconv/cicd/cicd-spans/
 */
export const CICD = {
  action: "cicd.pipeline.action.name",
  pipeline: "cicd.pipeline.name",
  runId: "cicd.pipeline.run.id",
  runState: "cicd.pipeline.run.state",
  result: "cicd.pipeline.result",
  task: "cicd.pipeline.task.name",
  taskRunId: "cicd.pipeline.task.run.id",
  taskResult: "cicd.pipeline.task.run.result",
  errorType: "error.type",
} as const;

/** Names of our own, for what the conventions have no word for. */
export const OWN = {
  attempt: "stagewright.attempt",
  phase: "stagewright.phase.name",
  phaseStatus: "stagewright.phase.status",
  abandoned: "stagewright.phase.abandoned",
  optional: "stagewright.stage.optional",
  flaky: "stagewright.stage.flaky",
  skipReason: "stagewright.skip.reason",
  skipCulprit: "stagewright.skip.culprit",
  skipMessage: "stagewright.skip.message",
  retryDelay: "stagewright.retry.delay_ms",
  cancelReason: "stagewright.cancel.reason",
  cancelForced: "stagewright.cancel.forced",
  interrupted: "stagewright.continued.interrupted",
  recreated: "stagewright.continued.recreated",
} as const;

/** Values of `cicd.pipeline.result` and `cicd.pipeline.task.run.result`. */
export type CicdResult = "success" | "failure" | "error" | "timeout" | "cancellation" | "skip";

export const RESULT_OF_RUN: Readonly<Record<RunStatus, CicdResult>> = {
  passed: "success",
  failed: "failure",
  cancelled: "cancellation",
};

/** What the end of a phase says of its stage. */
export const RESULT_OF_PHASE: Readonly<Record<PhaseStatus, CicdResult>> = {
  passed: "success",
  failed: "failure",
  timedOut: "timeout",
  aborted: "cancellation",
  interrupted: "error",
};

/** `error.type` where no error tells its name. */
export const OTHER_ERROR = "_OTHER";
