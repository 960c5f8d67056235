import { failFastBy } from "../../machines/orchestrator-machine.ts";
import type { EarlierAttempts, StopReason } from "../../machines/orchestrator-types.ts";
import { interruption } from "../model/closing-events.ts";
import type { StageStatus } from "../model/outcome.ts";
import { describePlan, type Plan, type PlannedStage, type StageDescription } from "../model/plan.ts";
import { StagewrightError } from "../model/problem.ts";
import type { RunEventOf } from "../model/run-event.ts";
import type { StageError } from "../model/serialized-error.ts";
import { applyEvent, createView, isOver, isServing, type StageView, type View } from "../model/view.ts";
import { joinWords } from "../util/join-words.ts";
import type { Json } from "../util/to-json.ts";
import type { Journal } from "./journal-reader.ts";
import type { EventBody } from "./recorder.ts";

/** Where a run that was cut off stands, and what is still to do. */
export interface Resumption {
  readonly view: View;
  /** Why it was being stopped; such a run only comes to its end. */
  readonly stop: StopReason | undefined;
  readonly lastSeq: number;
  /** The stages whose result stands. */
  readonly settled: ReadonlyMap<number, StageStatus>;
  readonly outputs: readonly unknown[];
  readonly earlierAttempts: ReadonlyMap<number, EarlierAttempts>;
  /** The errors of those attempts, by stage. */
  readonly earlierErrors: ReadonlyMap<string, readonly StageError[]>;
  /** Names of the stages that were under way, and run again or have failed. */
  readonly interrupted: readonly string[];
  /** Names of the ended stages that run again because unfinished ones need them. */
  readonly recreated: readonly string[];
  /** Stages that were kept up, whose teardown was lost, and that nothing needs any more: they have passed. */
  readonly outlived: readonly PlannedStage[];
  /** Stages that were under way when the run was being stopped: they have failed. */
  readonly givenUp: readonly PlannedStage[];
  /** Stages that ended after the stop: it had come to all at once, so that none of them decides about another. */
  readonly stopped: ReadonlySet<number>;
}

/**
 * How the run in a journal began.
 * @throws {StagewrightError} `run-ended`.
 */
export function beginningOf(journal: Journal): RunEventOf<"run.started"> {
  const started = journal.entries[0]?.event;
  const ended = journal.entries.some(({ event }) => event.type === "run.finished");
  if (started?.type !== "run.started" || ended) {
    const message = `Run ${started?.runId} has ended. To run again what failed, start a new run (--failed).`;
    throw new StagewrightError([{ code: "run-ended", message }]);
  }
  return started;
}

/**
 * Works out from its journal where a run stands: ended stages keep their
 * results; what was under way runs again; of the ended stages only those run
 * again that unfinished ones need: kept environments, and outputs that JSON
 * could not hold.
 * @throws {StagewrightError} `plan-changed`.
 */
export function resumeFrom(journal: Journal, plan: Plan): Resumption {
  const view = createView();
  for (const { event } of journal.entries) applyEvent(view, event);
  checkPlan(beginningOf(journal), plan);

  const stop = findStop(journal);
  const runsAgain = stop === undefined ? findRunsAgain(plan, view) : new Set<number>();
  const settled = new Map<number, StageStatus>();
  const outputs = new Array<unknown>(plan.stages.length);
  const earlierAttempts = new Map<number, EarlierAttempts>();
  const earlierErrors = new Map<string, readonly StageError[]>();
  const interrupted: string[] = [];
  const recreated: string[] = [];
  const outlived: PlannedStage[] = [];
  const givenUp: PlannedStage[] = [];
  const stopped = new Set<number>();

  for (const stage of plan.stages) {
    const { index, name } = stage;
    const last = stageView(view, name);
    if (last.attempts.length > 0) earlierAttempts.set(index, attemptsOf(last));
    if (last.errors.length > 0) earlierErrors.set(name, last.errors);
    outputs[index] = last.output;
    if (runsAgain.has(index)) {
      if (isOver(last)) recreated.push(name);
      else if (last.attempts.length > 0) interrupted.push(name);
    } else if (isOver(last) && stop?.over.has(name) === false) stopped.add(index);
    else if (isOver(last)) settled.set(index, last.state as StageStatus);
    else if (hasServed(last)) {
      settled.set(index, hasFailed(last) ? "failed" : "passed");
      outlived.push(stage);
    } else if (last.attempts.length > 0) {
      stopped.add(index);
      givenUp.push(stage);
      interrupted.push(name);
    }
  }
  const lastSeq = journal.entries.at(-1)?.event.seq ?? 0;
  return {
    view,
    stop: stop?.reason,
    lastSeq,
    settled,
    outputs,
    earlierAttempts,
    earlierErrors,
    interrupted,
    recreated,
    outlived,
    givenUp,
    stopped,
  };
}

/** The ends of the stages that were under way and do not run again. */
export function endings({ view, outlived, givenUp }: Resumption): readonly EventBody[] {
  return [
    ...outlived.flatMap((stage) => endOutlived(stageView(view, stage.name), view.at)),
    ...givenUp.map((stage) => endInterrupted(stageView(view, stage.name))),
  ];
}

/** It had passed; only its teardown was lost with the process, at `diedAt`. */
function endOutlived(stage: StageView, diedAt: number): readonly EventBody[] {
  const { description, attempts, errors, output } = stage;
  const attempt = lastAttemptOf(stage);
  const isFlaky = !hasFailed(stage) && errors.length > 0;
  const end: EventBody = {
    type: "stage.finished",
    stage: description.name,
    status: hasFailed(stage) ? "failed" : "passed",
    ...(isFlaky && { flaky: true }),
    ...(errors.length > 0 && { errors }),
    ...(output !== undefined && { output: output as Json }),
  };
  const last = attempts.at(-1)?.phases.at(-1);
  const begun = last?.phase === "teardown";
  const isTold = begun && last.status !== undefined;
  if (isTold || !description.phases.includes("teardown")) return [end];
  const teardown = { stage: description.name, attempt, phase: "teardown" } as const;
  const durationMs = begun ? Math.max(0, diedAt - last.startedAt) : 0;
  return [
    { type: "stage.abandoned", ...teardown, begun },
    { type: "phase.finished", ...teardown, status: "interrupted", durationMs, abandoned: true },
    end,
  ];
}

function endInterrupted(stage: StageView): EventBody {
  const { description, errors } = stage;
  const attempt = lastAttemptOf(stage);
  const error = {
    phase: "run",
    attempt,
    ...interruption("The process ended while the run was being stopped"),
  } as const;
  return { type: "stage.finished", stage: description.name, status: "failed", errors: [...errors, error] };
}

interface EarlierStop {
  readonly reason: StopReason;
  /** The stages that were over when it came. */
  readonly over: ReadonlySet<string>;
}

/** What stopped the run before it was cut off: a cancel, or a failure where the run fails fast. */
function findStop(journal: Journal): EarlierStop | undefined {
  const { failFast, plan } = beginningOf(journal);
  const required = new Set(plan.stages.filter(({ optional }) => !optional).map(({ name }) => name));
  const over = new Set<string>();
  let stop: EarlierStop | undefined;
  for (const { event } of journal.entries) {
    if (event.type === "run.cancelling") {
      // A cancel outdoes fail-fast, but what fail-fast has skipped it has skipped.
      return { reason: { reason: "cancelled", message: event.reason }, over: stop?.over ?? over };
    }
    if (event.type !== "stage.finished" || stop !== undefined) continue;
    over.add(event.stage);
    const trips = failFast !== "off" && event.status === "failed" && required.has(event.stage);
    if (trips) stop = { reason: failFastBy(event.stage), over };
  }
  return stop;
}

/** The stages to run: from the last to the first, so that all that may need a stage is known before it. */
function findRunsAgain(plan: Plan, view: View): ReadonlySet<number> {
  const again = new Set<number>();
  /** Stages that something further down, however remotely, still runs after. */
  const needed = new Set<number>();
  for (const stage of plan.stages.toReversed()) {
    const { index, name, keep, dependents } = stage;
    const last = stageView(view, name);
    const servesAgain = keep !== "run" && hasServed(last) && needed.has(index);
    const isUnfinished = !isOver(last) && !hasServed(last);
    const outputIsLost = last.outputLost && dependents.some((dependent) => again.has(dependent.index));
    if (servesAgain || isUnfinished || outputIsLost) again.add(index);
    if (!again.has(index) && !needed.has(index)) continue;
    for (const need of stage.needs) needed.add(need.index);
  }
  return again;
}

/** Its `run` has passed and it was, or is, kept up. */
function hasServed(stage: StageView): boolean {
  if (stage.description.keep === "run") return false;
  return isServing(stage) || stage.state === "passed" || (stage.state === "teardown" && stage.servingAt !== undefined);
}

/** An error of its last attempt makes it fail; those of earlier ones were retried. */
function hasFailed(stage: StageView): boolean {
  return stage.errors.at(-1)?.attempt === lastAttemptOf(stage);
}

function lastAttemptOf({ attempts }: StageView): number {
  return attempts.at(-1)?.attempt ?? 1;
}

function attemptsOf(stage: StageView): EarlierAttempts {
  const failed = stage.attempts.filter(({ phases }) =>
    phases.some(({ status }) => status === "failed" || status === "timedOut"),
  );
  return { made: stage.attempts.at(-1)?.attempt ?? 0, retriesUsed: failed.length };
}

const MAX_CHANGES = 5;

function checkPlan(started: RunEventOf<"run.started">, plan: Plan): void {
  const before = new Map(started.plan.stages.map((stage) => [stage.name, stage]));
  const now = new Map(describePlan(plan).stages.map((stage) => [stage.name, stage]));
  const names = [...new Set([...before.keys(), ...now.keys()])];
  const changes = names.flatMap((name) => changeOf(name, before.get(name), now.get(name)) ?? []);
  if (changes.length === 0) return;
  const told = joinWords(changes, { atMost: MAX_CHANGES });
  const message = `The plan has changed since run ${started.runId} began (${told}), so it cannot be continued. Start a new run.`;
  throw new StagewrightError([{ code: "plan-changed", message }]);
}

/** What must not change of a stage between the beginning of a run and its continuation, by the field that says it. */
const SHAPE: Readonly<Record<string, (stage: StageDescription) => unknown>> = {
  dependencies: ({ dependencies }) => dependencies,
  optional: ({ optional }) => optional,
  keep: ({ keep }) => keep,
  functions: ({ phases }) => phases,
  resources: ({ resources = {} }) => Object.entries(resources),
  retry: ({ retryLimit }) => retryLimit,
};

function changeOf(
  name: string,
  before: StageDescription | undefined,
  now: StageDescription | undefined,
): string | undefined {
  if (before === undefined) return `${name} is new`;
  if (now === undefined) return `${name} is gone`;
  const fields = Object.entries(SHAPE).flatMap(([field, of]) =>
    JSON.stringify(of(before)) === JSON.stringify(of(now)) ? [] : field,
  );
  return fields.length === 0 ? undefined : `${joinWords(fields)} of ${name}`;
}

function stageView(view: View, name: string): StageView {
  const stage = view.stages.get(name);
  if (stage === undefined) throw new RangeError(`No stage "${name}" in run ${view.runId}`);
  return stage;
}
