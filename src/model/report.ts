import type { EdgeCondition, Phase, PhaseStatus, RunStatus, SkipReason, StageStatus } from "./outcome.ts";
import type { SerializedError, StageError } from "./serialized-error.ts";
import { isOver, type SkipView, type StageView, type View } from "./view.ts";

/** At most so many names of a skip's chain are told; cause and direct dependency are always among them. */
const MAX_CHAIN = 20;

/** The result of a run: what `run.report` resolves with and the `json` reporter writes. */
export interface Report {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly pipeline: string;
  readonly status: RunStatus;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly counts: {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    readonly flaky: number;
  };
  /** In the plan's topological order. */
  readonly stages: readonly StageReport[];
  /** Errors that belong to no stage. */
  readonly errors?: readonly SerializedError[];
}

export interface StageReport {
  readonly name: string;
  readonly status: StageStatus;
  readonly optional: boolean;
  /** Passed after an attempt that had failed. */
  readonly flaky: boolean;
  readonly dependencies: readonly { readonly stage: string; readonly on: EdgeCondition }[];
  readonly tags: readonly string[];
  readonly attempts: readonly AttemptReport[];
  readonly errors: readonly StageError[];
  readonly skip?: SkipReport;
  /** Epoch ms of its first phase; absent where none started. */
  readonly startedAt?: number;
  /** From its first phase to the end of its last. */
  readonly durationMs: number;
}

export interface AttemptReport {
  readonly attempt: number;
  readonly phases: readonly PhaseReport[];
  /** Its abandoned `setup` returned a resource that nothing took down. */
  readonly leaked?: true;
}

export interface PhaseReport {
  readonly phase: Phase;
  readonly status: PhaseStatus;
  readonly startedAt: number;
  readonly durationMs: number;
  /** Its function had not settled when the stage went on without it. */
  readonly abandoned?: true;
}

export interface SkipReport {
  readonly reason: SkipReason;
  /** Names from the cause to the direct dependency; at most 20. */
  readonly because: readonly string[];
  readonly message?: string;
}

/** Several reporters ask for the same report, and a run that has ended stays as it is. */
const reports = new WeakMap<View, Report>();

/**
 * The report of a run that has ended.
 * @throws {TypeError} when a stage has no end yet.
 */
export function toReport(view: View): Report {
  const known = reports.get(view);
  if (known !== undefined) return known;
  const report = createReport(view);
  reports.set(view, report);
  return report;
}

function createReport(view: View): Report {
  const { state, finishedAt } = view;
  if (finishedAt === undefined || state === "running" || state === "paused" || state === "cancelling") {
    throw new TypeError(`Run ${view.runId} has not ended`);
  }
  const stages = [...view.stages.values()].map((stage) => toStageReport(view, stage));
  const { passed, failed, skipped } = view.counts;
  return {
    schemaVersion: 1,
    runId: view.runId,
    pipeline: view.pipeline,
    status: state,
    startedAt: view.startedAt,
    durationMs: finishedAt - view.startedAt,
    counts: { passed, failed, skipped, flaky: stages.filter(({ flaky }) => flaky).length },
    stages,
    ...(view.errors.length > 0 && { errors: view.errors }),
  };
}

/** True where the stage failed and the run with it. */
export function isRequiredFailure({ status, optional }: StageReport): boolean {
  return status === "failed" && !optional;
}

function toStageReport(view: View, stage: StageView): StageReport {
  const { description, state, startedAt, endedAt } = stage;
  if (!isOver(stage)) throw new TypeError(`Stage "${description.name}" has not ended`);
  return {
    name: description.name,
    status: state as StageStatus,
    optional: description.optional,
    flaky: stage.flaky,
    dependencies: description.dependencies,
    tags: description.tags,
    attempts: stage.attempts.map(({ attempt, phases, leaked }) => ({
      attempt,
      phases: phases.map(({ phase, status, startedAt, durationMs, abandoned }) => ({
        phase,
        status: status ?? "interrupted",
        startedAt,
        durationMs,
        ...(abandoned && { abandoned }),
      })),
      ...(leaked && { leaked }),
    })),
    errors: stage.errors,
    ...(stage.skip !== undefined && { skip: toSkipReport(view, stage.skip) }),
    ...(startedAt !== undefined && { startedAt }),
    durationMs: startedAt === undefined || endedAt === undefined ? 0 : endedAt - startedAt,
  };
}

/** Why a stage was skipped, with the way to the cause. */
export function toSkipReport(view: View, skip: SkipView): SkipReport {
  return {
    reason: skip.reason,
    because: skipChain(view, skip),
    ...(skip.message !== undefined && { message: skip.message }),
  };
}

/** The names from the cause of a skip to the direct dependency: at most 20, the cause always the first. */
export function skipChain(view: View, skip: SkipView): readonly string[] {
  const chain: string[] = [];
  let name = skip.culprit;
  while (name !== undefined && chain.length < MAX_CHAIN) {
    chain.unshift(name);
    name = view.stages.get(name)?.skip?.culprit;
  }
  if (name !== undefined && skip.cause !== undefined) chain[0] = skip.cause;
  return chain;
}
