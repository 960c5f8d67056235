export { type Config, defineConfig } from "./cli/options/define-config.ts";
export { loadStages } from "./load/load-stages.ts";
export type { Clock } from "./model/clock.ts";
export type { Duration } from "./model/duration.ts";
export type {
  EdgeCondition,
  FailFast,
  Keep,
  Phase,
  PhaseStatus,
  RunStatus,
  SkipReason,
  StageState,
  StageStatus,
} from "./model/outcome.ts";
export type { PlanDescription, StageDescription } from "./model/plan.ts";
export { predictRemainingMs } from "./model/predict-remaining.ts";
export { type Problem, type ProblemCode, StagewrightError } from "./model/problem.ts";
export type { AttemptReport, PhaseReport, Report, SkipReport, StageReport } from "./model/report.ts";
export { type RunEvent, type RunEventOf, type RunEventType, runEventSchema } from "./model/run-event.ts";
export type { Selection } from "./model/selection.ts";
export type { SerializedError, StageError } from "./model/serialized-error.ts";
export type { Stage } from "./model/stage.ts";
export {
  type DependencyOutputs,
  defineStage,
  type RetryDefinition,
  type StageContext,
  type StageDefinition,
  stageDefinitionSchema,
  type TypedStageDefinition,
} from "./model/stage-definition.ts";
export type { Around, StageCall, Tracing } from "./model/tracing.ts";
export type { AttemptView, PhaseView, RunState, SkipView, StageView, View } from "./model/view.ts";
export type { Explanation } from "./plan/explain.ts";
export type { OpenEdge } from "./plan/open-edges.ts";
export type {
  Reporter,
  ReporterContext,
  ReporterFactory,
  ReporterOutput,
  TerminalSize,
  TraceParent,
} from "./report/reporter.ts";
export { readReport } from "./run/read-run.ts";
export type { Run, RunOptions, Stream } from "./run/run.ts";
export { startRun } from "./run/start-run.ts";
export { type EventStream, type EventStreamOptions, eventStream } from "./stream/event-stream.ts";
export { type EndedPhase, type Failure, failures, type Progress, phases, progress, stage } from "./stream/operators.ts";
