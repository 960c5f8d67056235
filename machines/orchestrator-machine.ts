import { type ActionArgs, type AnyActorRef, createActor, type DoneActorEvent, setup } from "xstate";
import { CancelledError } from "../src/model/abort-errors.ts";
import type { FailFast, Skip } from "../src/model/outcome.ts";
import type { PlannedStage } from "../src/model/plan.ts";
import type { Command } from "../src/plan/board.ts";
import { at } from "../src/util/at.ts";
import { unreachable } from "../src/util/unreachable.ts";
import type {
  OrchestratorContext,
  OrchestratorEvent,
  OrchestratorInput,
  StageRef,
  StopReason,
} from "./orchestrator-types.ts";
import { withSharedBeginning } from "./shared-beginning.ts";
import type { stageMachine } from "./stage-machine.ts";
import type { StageCommand, StageEnd, StageInput, StageNews } from "./stage-types.ts";

type Args = ActionArgs<OrchestratorContext, OrchestratorEvent, OrchestratorEvent>;

const types: { context?: OrchestratorContext; events?: OrchestratorEvent; input?: OrchestratorInput } = {};

type OfStage = { readonly index: number };
type StageServing = Extract<StageNews, { type: "stage.serving" }>;
type CancelStage = Extract<OrchestratorEvent, { type: "cancelStage" }>;

const orchestratorSetup = setup({
  types,
  guards: {
    isEmpty: ({ context }) => context.actors.size === 0,
    isLast: ({ context }) => context.actors.size === 1,
    wasBeingCancelled: ({ context }) => context.earlierStop?.reason === "cancelled",
    wasFailingFast: ({ context }) => context.earlierStop?.reason === "fail-fast",
    tripsDrain: ({ context }, end: StageEnd) => tripsFailFast(context, end, "drain"),
    tripsStop: ({ context }, end: StageEnd) => tripsFailFast(context, end, "stop"),
  },
  actions: {
    startStages: ({ context }: Args) => {
      for (const stage of context.actors.values()) stage.start();
    },
    dispatch: ({ context }: Args) => {
      for (let command = context.board.take(); command !== undefined; command = context.board.take()) {
        carryOut(context, command);
      }
    },
    settle: ({ context }: Args, end: StageEnd) => settle(context, end),
    settleBroken: ({ context }: Args) => settleBroken(context),
    noteServing: ({ context }: Args, news: StageServing) => noteServing(context, news),
    noteRetrying: ({ context }: Args, { index }: OfStage) => context.board.retrying(index),
    noteDue: ({ context }: Args, { index }: OfStage) => context.board.due(index),
    pauseBoard: ({ context }: Args) => context.board.pause(),
    unpauseBoard: ({ context }: Args) => context.board.unpause(),
    closeBoard: ({ context }: Args) => context.board.close(),
    skipPending: ({ context }: Args, reason: StopReason) => context.board.skipPending(reason),
    stopActive: ({ context }: Args, reason: StopReason) =>
      sendToBegun(context, { type: "cancel", ...stopBecause(reason) }),
    giveUpActive: ({ context }: Args, reason: StopReason) =>
      sendToBegun(context, { type: "giveUp", error: stopBecause(reason).error }),
    cancelOne: ({ context }: Args, command: CancelStage) => cancelOne(context, command),
    tellPaused: ({ context }: Args) => context.ports.tell({ type: "run.paused" }),
    tellUnpaused: ({ context }: Args) => context.ports.tell({ type: "run.unpaused" }),
    tellCancelling: ({ context }: Args, { reason, forced }: { readonly reason: string; readonly forced: boolean }) =>
      context.ports.tell({ type: "run.cancelling", reason, forced }),
    tellFinished: ({ context }: Args) => context.ports.tell({ type: "run.finished" }),
  },
});

/** The id of every stage's actor. */
const STAGE_ID = "stage";

// What actions take from their events.
const endOf = ({ event }: { readonly event: DoneActorEvent<StageEnd> }) => event.output;
const eventItself = <Event extends OfStage>({ event }: { readonly event: Event }) => event;
const settleEnd = { type: "settle", params: endOf } as const;
const cancelStage = { type: "cancelOne", params: eventItself } as const;

// Why all is stopped: by a command, by the end of a stage, or as the run that is continued was.
type Stopping = { readonly event: { readonly reason: string } };
const byCommand = ({ event }: Stopping): StopReason => ({ reason: "cancelled", message: event.reason });
const byFailure = ({ context, event }: { context: OrchestratorContext; event: DoneActorEvent<StageEnd> }): StopReason =>
  failFastBy(at(context.plan.stages, event.output.index).name);
const asBefore = ({ context }: { readonly context: OrchestratorContext }): StopReason =>
  context.earlierStop ?? { reason: "cancelled", message: "" };

/** Skips what has not begun, stops what is active. */
const stopEverything = <const Params>(params: Params) =>
  ["closeBoard", { type: "skipPending", params }, "dispatch", { type: "stopActive", params }, "dispatch"] as const;
const tellCancelling = <const Forced extends boolean>(forced: Forced) =>
  ({ type: "tellCancelling", params: ({ event }: Stopping) => ({ reason: event.reason, forced }) }) as const;
const toCancelling = {
  cancel: { target: "#run.cancelling.explicit", actions: [tellCancelling(false), ...stopEverything(byCommand)] },
  abort: { target: "#run.cancelling.quiet", actions: [tellCancelling(false), ...stopEverything(byCommand)] },
} as const;

const toPaused = { target: "#run.paused", actions: ["pauseBoard", "tellPaused"] } as const;

const failFast = [
  {
    guard: { type: "tripsDrain", params: endOf },
    target: "#run.draining",
    actions: [settleEnd, { type: "skipPending", params: byFailure }, "dispatch"],
  },
  {
    guard: { type: "tripsStop", params: endOf },
    target: "#run.draining",
    actions: [settleEnd, ...stopEverything(byFailure)],
  },
] as const;

const skipAsBefore = [{ type: "skipPending", params: asBefore }, "dispatch"] as const;
/** What cannot just begin, as a run that is continued may be at its end already. */
const beginning = [
  { guard: "isEmpty", target: "#run.finished" },
  { guard: "wasBeingCancelled", target: "#run.cancelling.explicit", actions: skipAsBefore },
  { guard: "wasFailingFast", target: "#run.draining", actions: skipAsBefore },
] as const;

/**
 * A run: the parent of one actor per stage, from the start of the run to its end.
 *
 * ```
 * opening ──begin──▶ open ⇄ paused ──fail-fast──▶ draining
 *   └─────────────────┴────────┴──cancel, abort────┴──▶ cancelling ──second cancel──▶ givingUp
 * each ──the last stage is over──▶ finished
 * ```
 *
 * What is commanded before `begin` is obeyed before anything starts.
 *
 * Which stage is ready, skipped, started or released is the board's to say;
 * `dispatch` carries out what it says.
 */
export const orchestratorMachine = orchestratorSetup.createMachine({
  id: "run",
  context: ({ input, self }) => ({ ...input, actors: createStages(input, self) }),
  entry: "startStages",
  initial: "opening",
  on: {
    begin: [...beginning, { actions: "dispatch" }],
    "stage.serving": { actions: [{ type: "noteServing", params: eventItself }, "dispatch"] },
    "stage.retrying": { actions: [{ type: "noteRetrying", params: eventItself }, "dispatch"] },
    "stage.due": { actions: [{ type: "noteDue", params: eventItself }, "dispatch"] },
    cancelStage: { actions: [cancelStage, "dispatch"] },
    "xstate.done.actor.stage": [
      { guard: "isLast", target: ".finished", actions: settleEnd },
      { actions: [settleEnd, "dispatch"] },
    ],
    "xstate.error.actor.stage": [
      { guard: "isLast", target: ".finished", actions: "settleBroken" },
      { actions: ["settleBroken", "dispatch"] },
    ],
  },
  states: {
    opening: {
      on: {
        begin: [...beginning, { target: "open", actions: "dispatch" }],
        pause: toPaused,
        cancelStage: { actions: cancelStage },
        ...toCancelling,
      },
    },
    open: {
      on: {
        pause: toPaused,
        ...toCancelling,
        "xstate.done.actor.stage": failFast,
      },
    },
    paused: {
      exit: ["unpauseBoard", "tellUnpaused"],
      on: {
        resume: { target: "open", actions: "dispatch" },
        ...toCancelling,
        "xstate.done.actor.stage": failFast,
      },
    },
    draining: { on: toCancelling },
    cancelling: {
      initial: "explicit",
      states: {
        /** By a signal or a dispose: the first explicit cancel only marks that it has come. */
        quiet: { on: { cancel: "explicit" } },
        explicit: {
          on: {
            cancel: {
              target: "#run.givingUp",
              actions: [tellCancelling(true), { type: "giveUpActive", params: byCommand }],
            },
          },
        },
      },
    },
    givingUp: {},
    finished: { type: "final", entry: "tellFinished" },
  },
});

function createStages(input: OrchestratorInput, parent: AnyActorRef): Map<number, StageRef> {
  const actors = new Map<number, StageRef>();
  let logic: typeof stageMachine | undefined;
  for (const stage of input.plan.stages) {
    if (input.settled.has(stage.index)) continue;
    const stageInput = inputOf(stage, input);
    logic ??= withSharedBeginning(input.stageLogic, stageInput);
    // `parent` makes it a child in the same system without an entry in `children`,
    // which XState copies at each change: quadratic (statelyai/xstate#4990). All
    // have one id, since XState remembers each type of event for good, and the
    // type of an actor's end has its id in it.
    actors.set(stage.index, createActor(logic, { id: STAGE_ID, parent, input: stageInput }));
  }
  return actors;
}

function inputOf(stage: PlannedStage, { ports, earlierAttempts }: OrchestratorInput): StageInput {
  const earlier = earlierAttempts.get(stage.index);
  return {
    stage,
    ports,
    firstAttempt: (earlier?.made ?? 0) + 1,
    retriesLeft: Math.max(0, stage.retry.limit - (earlier?.retriesUsed ?? 0)),
  };
}

function carryOut({ plan, actors, ports }: OrchestratorContext, command: Command): void {
  const stage = activeStage(actors.get(command.index));
  switch (command.type) {
    case "announce":
      // The board announces only what has not begun, and so is there.
      ports.tell({ type: "stage.ready", stage: at(plan.stages, command.index).name });
      return;
    case "skip":
      stage?.send({ type: "skip", skip: command.skip });
      return;
    case "start":
      stage?.send({ type: "start" });
      return;
    case "release":
      stage?.send({ type: "release" });
      return;
    case "forfeit":
      stage?.send({ type: "cancel", ...stopBecause({ reason: "starved", message: command.message }) });
      return;
    default:
      unreachable(command);
  }
}

function settle({ actors, board, outputs }: OrchestratorContext, { index, status, output }: StageEnd): void {
  actors.delete(index);
  if (status === "passed") outputs[index] = output;
  board.ended(index, status);
}

/** A stage's actor broke, which is a fault of ours: its stage has failed, and the others go on. */
function settleBroken({ actors, board, plan, ports }: OrchestratorContext): void {
  for (const [index, stage] of actors) {
    const { status, error } = stage.getSnapshot();
    if (status !== "error") continue;
    actors.delete(index);
    const failures = [{ phase: "run", attempt: 1, error }] as const;
    const end = { status: "failed", flaky: false, failures, output: undefined, skip: undefined } as const;
    ports.tell({ type: "stage.finished", stage: at(plan.stages, index).name, ...end });
    board.ended(index, "failed");
  }
}

function noteServing({ board, outputs }: OrchestratorContext, { index, output }: StageServing): void {
  outputs[index] = output;
  board.serving(index);
}

function cancelOne({ board, actors }: OrchestratorContext, { index, reason }: CancelStage): void {
  const stop = stopBecause({ reason: "cancelled", message: reason });
  if (board.isPending(index)) board.skipOne(index, stop.skip);
  else if (board.hasBegun(index)) actors.get(index)?.send({ type: "cancel", ...stop });
}

function sendToBegun({ actors, board }: OrchestratorContext, command: StageCommand): void {
  for (const [index, stage] of actors) {
    if (board.hasBegun(index)) activeStage(stage)?.send(command);
  }
}

/** The stage, unless it has ended and only waits to be settled. */
function activeStage(stage: StageRef | undefined): StageRef | undefined {
  return stage?.getSnapshot().status === "active" ? stage : undefined;
}

/** The final failure of a required stage sets off fail-fast, unless nothing else is left. */
function tripsFailFast({ failFast, actors, plan }: OrchestratorContext, end: StageEnd, mode: FailFast): boolean {
  if (failFast !== mode || actors.size === 1) return false;
  return end.status === "failed" && !at(plan.stages, end.index).optional;
}

interface Stop {
  readonly error: Error;
  readonly skip: Skip;
}

/** The reason for which a failure stops the rest. */
export function failFastBy(culprit: string): StopReason {
  return { reason: "fail-fast", culprit, message: `stage "${culprit}" failed` };
}

const STOPPED = { cancelled: "Cancelled", "fail-fast": "Stopped by fail-fast", starved: "Starved" } as const;

function stopBecause(skip: StopReason): Stop {
  return { error: new CancelledError(`${STOPPED[skip.reason]}: ${skip.message}`), skip };
}
