import type { SnapshotFrom } from "xstate";
import { getShortestPaths, getSimplePaths } from "xstate/graph";
import { stageMachine } from "../../machines/stage-machine.ts";
import type { StageEvent, StageInput } from "../../machines/stage-types.ts";
import { CancelledError } from "../../src/model/abort-errors.ts";
import type { Session } from "../../src/model/executor.ts";
import type { Fact } from "../../src/model/fact.ts";
import type { PlannedStage } from "../../src/model/plan.ts";
import type { StageDefinition } from "../../src/model/stage-definition.ts";
import { makeStage } from "../helpers/stages.ts";

type Snapshot = SnapshotFrom<typeof stageMachine>;

/** What was commanded and told on a walk. */
export interface Notes {
  readonly performed: string[];
  readonly facts: Fact[];
}

/** The input of a stage's actor whose session only notes what it is commanded. */
export function inputFor(definition: StageDefinition, notes: Notes): StageInput {
  const stage: PlannedStage = {
    ...makeStage("a", definition),
    index: 0,
    needs: [],
    dependents: [],
    selected: true,
  };
  const session: Session = {
    perform: (phase) => void notes.performed.push(phase),
    decideWhen: () => void notes.performed.push("when"),
    decideRetry: () => void notes.performed.push("retry.when"),
    abort: () => void notes.performed.push("abort"),
    abandon: () => void notes.performed.push("abandon"),
    output: "output",
  };
  const ports = {
    graceMs: 5,
    openSession: () => session,
    tell: (fact: Fact) => void notes.facts.push(fact),
    random: () => 1,
  };
  return { stage, ports, firstAttempt: 1, retriesLeft: stage.retry.limit };
}

const error = new CancelledError("over");
const thrown = new Error("thrown");

/** All that can happen to a stage; the ends of waits stand for their timers. */
export const STAGE_EVENTS = [
  { type: "start" },
  { type: "skip", skip: { reason: "cancelled" } },
  { type: "release" },
  { type: "cancel", error, skip: { reason: "cancelled" } },
  { type: "giveUp", error },
  { type: "when.passed" },
  { type: "when.refused", skip: { reason: "condition" } },
  { type: "when.failed", error: thrown },
  { type: "phase.passed" },
  { type: "phase.failed", error: thrown },
  { type: "phase.overdue", error: thrown },
  { type: "stage.strayed", phase: "run", attempt: 1, error: thrown },
  { type: "retry.accepted" },
  { type: "retry.refused" },
  { type: "retry.failed", error: thrown },
  ...["setup", "running", "teardown"].map((state) => ({ type: `xstate.after.grace.stage.${state}.aborting` })),
  { type: "xstate.after.retryDelay.stage.pending.backingOff" },
] as readonly StageEvent[];

const mute = () => {};
// The paths are worked out without a parent; the walks have one.
const parentless = stageMachine.provide({ actions: { reportServing: mute, reportRetrying: mute, reportDue: mute } });

/**
 * Every way through the chart that passes no state of affairs twice, up to the
 * start of a second attempt; and the shortest ways through the second one.
 */
export function pathsOf(definition: StageDefinition) {
  const options = {
    input: inputFor(definition, { performed: [], facts: [] }),
    events: [...STAGE_EVENTS],
    filterEvents: (snapshot: Snapshot, event: StageEvent) => snapshot.can(event),
    serializeState: ({ value, context: { attempt, retriesLeft, failures } }: Snapshot) =>
      JSON.stringify([value, attempt, retriesLeft, failures.some((failure) => failure.attempt === attempt)]),
  };
  const firstAttempts = getSimplePaths(parentless, { ...options, stopWhen: ({ context }) => context.attempt === 2 });
  return definition.retry === undefined ? firstAttempts : [...firstAttempts, ...getShortestPaths(parentless, options)];
}
