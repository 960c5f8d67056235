import type { Phase, PhaseStatus, RunStatus, Skip, StageState } from "./outcome.ts";
import type { PlanDescription, StageDescription } from "./plan.ts";
import type { RunEvent, RunEventOf } from "./run-event.ts";
import type { SerializedError, StageError } from "./serialized-error.ts";

/** One phase of an attempt; `status` is undefined while it runs. */
export interface PhaseView {
  readonly phase: Phase;
  readonly startedAt: number;
  status: PhaseStatus | undefined;
  durationMs: number;
  abandoned: boolean;
}

export interface AttemptView {
  readonly attempt: number;
  readonly phases: PhaseView[];
  /** Its abandoned `setup` returned a resource that nothing takes down. */
  leaked: boolean;
}

/** Why a stage was skipped, with the beginning of the chain that led to it. */
export interface SkipView extends Skip {
  /** The first stage of the chain; undefined where the stage itself is the cause. */
  readonly cause: string | undefined;
}

/** The current picture of one stage. */
export interface StageView {
  readonly description: StageDescription;
  state: StageState;
  readonly attempts: AttemptView[];
  /** Every error so far, in order. */
  errors: readonly StageError[];
  /** Epoch ms at which the last edge was satisfied. */
  readyAt: number | undefined;
  /** Epoch ms at which its first phase started. */
  startedAt: number | undefined;
  /** Epoch ms at which it began to serve. */
  servingAt: number | undefined;
  /** Epoch ms at which its last phase ended. */
  endedAt: number | undefined;
  /** Epoch ms at which the next attempt is due, while a retry waits. */
  retryAt: number | undefined;
  skip: SkipView | undefined;
  output: unknown;
  outputLost: boolean;
  flaky: boolean;
  lastLog: string | undefined;
}

export type RunState = "running" | "paused" | "cancelling" | RunStatus;

/**
 * The current picture of a run: the pure fold of its events.
 * One live object: what changed is told by `revision`.
 */
export interface View {
  /** How many events are folded in. */
  revision: number;
  runId: string;
  pipeline: string;
  /** How many stages are active at once at most; 0 before the first event. */
  concurrency: number;
  state: RunState;
  startedAt: number;
  /** Epoch ms of the newest event. */
  at: number;
  finishedAt: number | undefined;
  /** Why the run is being cancelled. */
  cancelReason: string | undefined;
  readonly stages: Map<string, StageView>;
  /** How many stages are in each state. */
  readonly counts: Record<StageState, number>;
  /** Errors that belong to no stage. */
  readonly errors: SerializedError[];
}

/** The picture before the first event; with a plan, of its stages as they wait to begin. */
export function createView(plan?: PlanDescription): View {
  const view: View = {
    revision: 0,
    runId: "",
    pipeline: "",
    concurrency: 0,
    state: "running",
    startedAt: 0,
    at: 0,
    finishedAt: undefined,
    cancelReason: undefined,
    stages: new Map(),
    counts: { pending: 0, setup: 0, running: 0, teardown: 0, passed: 0, failed: 0, skipped: 0 },
    errors: [],
  };
  if (plan !== undefined) layOut(view, plan);
  return view;
}

/** Folds one event into the picture, in place and in constant time. Lets unknown types pass. */
export function applyEvent(view: View, event: RunEvent): void {
  fold(view, event);
  view.revision += 1;
  view.at = event.at;
}

type EventOfStage = Extract<RunEvent, { readonly stage?: string | undefined }>;

function fold(view: View, event: RunEvent): void {
  switch (event.type) {
    case "run.started":
      return start(view, event);
    case "run.paused":
      view.state = "paused";
      return;
    case "run.unpaused":
      view.state = "running";
      return;
    case "run.continued":
      return continueRun(view, event);
    case "run.cancelling":
      view.state = "cancelling";
      view.cancelReason ??= event.reason;
      return;
    case "run.errored":
      view.errors.push(event.error);
      return;
    case "run.finished":
      view.state = event.status;
      view.finishedAt = event.at;
      return;
    default: {
      const stage = event.stage === undefined ? undefined : view.stages.get(event.stage);
      if (stage !== undefined) foldStage(view, stage, event);
    }
  }
}

function foldStage(view: View, stage: StageView, event: EventOfStage): void {
  switch (event.type) {
    case "stage.ready":
      stage.readyAt = event.at;
      return;
    case "stage.started":
      stage.retryAt = undefined;
      stage.servingAt = undefined;
      stage.attempts.push({ attempt: event.attempt, phases: [], leaked: false });
      return;
    case "phase.started":
      return startPhase(view, stage, event);
    case "phase.finished":
      return finishPhase(stage, event);
    case "stage.serving":
      setState(view, stage, "running");
      stage.servingAt = event.at;
      return;
    case "stage.retrying":
      setState(view, stage, "pending");
      stage.retryAt = event.at + event.delayMs;
      return;
    case "stage.leaked": {
      const attempt = stage.attempts.find(({ attempt }) => attempt === event.attempt);
      if (attempt !== undefined) attempt.leaked = true;
      return;
    }
    case "stage.finished":
      return finishStage(view, stage, event);
    case "log":
      stage.lastLog = event.message;
      return;
    // Told of a phase that also has its `phase.finished`.
    case "stage.abandoned":
    case "progress":
      return;
    default:
      // A journal of a later version may hold types that this one does not know.
      ((_: never) => {})(event);
  }
}

/** True once the stage has reached one of its final states. */
export function isOver(stage: StageView): boolean {
  return stage.state === "passed" || stage.state === "failed" || stage.state === "skipped";
}

/** True while the stage is kept up for its dependents. */
export function isServing(stage: StageView): boolean {
  return stage.state === "running" && stage.servingAt !== undefined;
}

/** The phase that is running now. */
export function openPhase(stage: StageView): PhaseView | undefined {
  const phase = stage.attempts.at(-1)?.phases.at(-1);
  return phase?.status === undefined ? phase : undefined;
}

function start(view: View, event: RunEventOf<"run.started">): void {
  view.runId = event.runId;
  view.pipeline = event.pipeline;
  view.concurrency = event.concurrency;
  view.startedAt = event.at;
  layOut(view, event.plan);
}

function layOut(view: View, { stages }: PlanDescription): void {
  for (const description of stages) {
    view.stages.set(description.name, {
      description,
      state: "pending",
      attempts: [],
      errors: NO_ERRORS,
      readyAt: undefined,
      startedAt: undefined,
      servingAt: undefined,
      endedAt: undefined,
      retryAt: undefined,
      skip: undefined,
      output: undefined,
      outputLost: false,
      flaky: false,
      lastLog: undefined,
    });
  }
  view.counts.pending = view.stages.size;
}

const NO_ERRORS: readonly StageError[] = [];
const STATE_OF_PHASE = { setup: "setup", run: "running", teardown: "teardown" } as const;

function startPhase(view: View, stage: StageView, event: RunEventOf<"phase.started">): void {
  setState(view, stage, STATE_OF_PHASE[event.phase]);
  stage.startedAt ??= event.at;
  stage.attempts.at(-1)?.phases.push(phaseView(event));
}

function finishPhase(stage: StageView, event: RunEventOf<"phase.finished">): void {
  const phases = stage.attempts.at(-1)?.phases;
  let phase = phases?.at(-1);
  if (phase?.phase !== event.phase || phase.status !== undefined) {
    // A teardown that a forced stop gave up before it began.
    phase = phaseView(event);
    phases?.push(phase);
    stage.startedAt ??= event.at;
  }
  phase.status = event.status;
  phase.durationMs = event.durationMs;
  phase.abandoned = event.abandoned === true;
  stage.endedAt = event.at;
  if (event.errors !== undefined) stage.errors = [...stage.errors, ...event.errors];
}

function phaseView({ phase, at }: { readonly phase: Phase; readonly at: number }): PhaseView {
  return { phase, startedAt: at, status: undefined, durationMs: 0, abandoned: false };
}

function finishStage(view: View, stage: StageView, event: RunEventOf<"stage.finished">): void {
  setState(view, stage, event.status);
  stage.servingAt = undefined;
  stage.retryAt = undefined;
  stage.errors = event.errors ?? NO_ERRORS;
  stage.flaky = event.flaky === true;
  stage.output = event.output;
  stage.outputLost = event.outputLost === true;
  stage.skip = event.skip && { ...event.skip, cause: causeOf(view, event.skip.culprit) };
}

function causeOf(view: View, culprit: string | undefined): string | undefined {
  if (culprit === undefined) return undefined;
  return view.stages.get(culprit)?.skip?.cause ?? culprit;
}

function continueRun(view: View, event: RunEventOf<"run.continued">): void {
  if (view.state === "paused") view.state = "running";
  for (const name of event.interrupted) {
    const stage = view.stages.get(name);
    if (stage === undefined) continue;
    // When the process died is not known; what it told last was this old.
    interrupt(stage, view.at);
    stage.servingAt = undefined;
    setState(view, stage, "pending");
  }
  for (const name of event.recreated) {
    const stage = view.stages.get(name);
    if (stage !== undefined) setState(view, stage, "pending");
  }
}

function interrupt(stage: StageView, at: number): void {
  const phase = openPhase(stage);
  if (phase === undefined) return;
  phase.status = "interrupted";
  phase.durationMs = Math.max(0, at - phase.startedAt);
  stage.endedAt = at;
}

function setState(view: View, stage: StageView, state: StageState): void {
  view.counts[stage.state] -= 1;
  view.counts[state] += 1;
  stage.state = state;
}
