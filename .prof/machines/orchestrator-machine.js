import { createActor, setup } from "xstate";
import { CancelledError } from "../src/model/abort-errors.js";
import { at } from "../src/util/at.js";
import { unreachable } from "../src/util/unreachable.js";
import { withSharedBeginning } from "./shared-beginning.js";
const types = {};
const orchestratorSetup = setup({
    types,
    guards: {
        isEmpty: ({ context }) => context.actors.size === 0,
        isLast: ({ context }) => context.actors.size === 1,
        wasBeingCancelled: ({ context }) => context.earlierStop?.reason === "cancelled",
        wasFailingFast: ({ context }) => context.earlierStop?.reason === "fail-fast",
        tripsDrain: (args) => tripsFailFast(args, "drain"),
        tripsStop: (args) => tripsFailFast(args, "stop"),
    },
    actions: {
        startStages: ({ context }) => {
            for (const stage of context.actors.values())
                stage.start();
        },
        dispatch: ({ context }) => {
            for (let command = context.board.take(); command !== undefined; command = context.board.take()) {
                carryOut(context, command);
            }
        },
        settle: ({ context, event }) => settle(context, event),
        settleBroken: ({ context }) => settleBroken(context),
        noteNews: ({ context, event }) => noteNews(context, event),
        pauseBoard: ({ context }) => context.board.pause(),
        unpauseBoard: ({ context }) => context.board.unpause(),
        closeBoard: ({ context }) => context.board.close(),
        skipPending: ({ context, event }) => context.board.skipPending(stopOf(context, event).skip),
        stopActive: ({ context, event }) => sendToBegun(context, { type: "cancel", ...stopOf(context, event) }),
        giveUpActive: ({ context, event }) => sendToBegun(context, { type: "giveUp", error: stopOf(context, event).error }),
        cancelOne: ({ context, event }) => cancelOne(context, event),
        tellPaused: ({ context }) => context.ports.tell({ type: "run.paused" }),
        tellUnpaused: ({ context }) => context.ports.tell({ type: "run.unpaused" }),
        tellCancelling: ({ context, event }, { forced }) => context.ports.tell({ type: "run.cancelling", reason: stopOf(context, event).skip.message ?? "", forced }),
        tellFinished: ({ context }) => context.ports.tell({ type: "run.finished" }),
    },
});
/** The id of every stage's actor. */
const STAGE_ID = "stage";
/** Skips what has not begun, stops what is active. */
const stopEverything = ["closeBoard", "skipPending", "dispatch", "stopActive", "dispatch"];
const notForced = { type: "tellCancelling", params: { forced: false } };
const toCancelling = {
    cancel: { target: "#run.cancelling.explicit", actions: [notForced, ...stopEverything] },
    abort: { target: "#run.cancelling.quiet", actions: [notForced, ...stopEverything] },
};
const toPaused = { target: "#run.paused", actions: ["pauseBoard", "tellPaused"] };
const failFast = [
    { guard: "tripsDrain", target: "#run.draining", actions: ["settle", "skipPending", "dispatch"] },
    { guard: "tripsStop", target: "#run.draining", actions: ["settle", ...stopEverything] },
];
/** What cannot just begin, as a run that is continued may be at its end already. */
const beginning = [
    { guard: "isEmpty", target: "#run.finished" },
    { guard: "wasBeingCancelled", target: "#run.cancelling.explicit", actions: ["skipPending", "dispatch"] },
    { guard: "wasFailingFast", target: "#run.draining", actions: ["skipPending", "dispatch"] },
];
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
        "stage.serving": { actions: ["noteNews", "dispatch"] },
        "stage.retrying": { actions: ["noteNews", "dispatch"] },
        "stage.due": { actions: ["noteNews", "dispatch"] },
        cancelStage: { actions: ["cancelOne", "dispatch"] },
        "xstate.done.actor.stage": [
            { guard: "isLast", target: ".finished", actions: "settle" },
            { actions: ["settle", "dispatch"] },
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
                cancelStage: { actions: "cancelOne" },
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
                            actions: [{ type: "tellCancelling", params: { forced: true } }, "giveUpActive"],
                        },
                    },
                },
            },
        },
        givingUp: {},
        finished: { type: "final", entry: "tellFinished" },
    },
});
function createStages(input, parent) {
    const actors = new Map();
    let logic;
    for (const stage of input.plan.stages) {
        if (input.settled.has(stage.index))
            continue;
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
function inputOf(stage, { ports, earlierAttempts }) {
    const earlier = earlierAttempts.get(stage.index);
    return {
        stage,
        ports,
        firstAttempt: (earlier?.made ?? 0) + 1,
        retriesLeft: Math.max(0, stage.retry.limit - (earlier?.retriesUsed ?? 0)),
    };
}
function carryOut({ plan, actors, ports }, command) {
    const stage = activeStage(actors.get(command.index));
    switch (command.type) {
        case "announce":
            if (stage !== undefined)
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
function settle({ actors, board, outputs }, event) {
    if (!isStageEnd(event))
        return;
    const { index, status, output } = event.output;
    actors.delete(index);
    if (status === "passed")
        outputs[index] = output;
    board.ended(index, status);
}
/** A stage's actor broke, which is a fault of ours: its stage has failed, and the others go on. */
function settleBroken({ actors, board, plan, ports }) {
    for (const [index, stage] of actors) {
        const { status, error } = stage.getSnapshot();
        if (status !== "error")
            continue;
        actors.delete(index);
        const failures = [{ phase: "run", attempt: 1, error }];
        const end = { status: "failed", flaky: false, failures, output: undefined, skip: undefined };
        ports.tell({ type: "stage.finished", stage: at(plan.stages, index).name, ...end });
        board.ended(index, "failed");
    }
}
function noteNews({ board, outputs }, event) {
    if (event.type === "stage.serving") {
        outputs[event.index] = event.output;
        board.serving(event.index);
    }
    else if (event.type === "stage.retrying")
        board.retrying(event.index);
    else if (event.type === "stage.due")
        board.due(event.index);
}
function cancelOne(context, event) {
    if (event.type !== "cancelStage")
        return;
    const stop = stopBecause({ reason: "cancelled", message: event.reason });
    if (context.board.isPending(event.index))
        context.board.skipOne(event.index, stop.skip);
    else if (context.board.hasBegun(event.index))
        context.actors.get(event.index)?.send({ type: "cancel", ...stop });
}
function sendToBegun({ actors, board }, command) {
    for (const [index, stage] of actors) {
        if (board.hasBegun(index))
            activeStage(stage)?.send(command);
    }
}
/** The stage, unless it has ended and only waits to be settled. */
function activeStage(stage) {
    return stage?.getSnapshot().status === "active" ? stage : undefined;
}
/** The final failure of a required stage sets off fail-fast, unless nothing else is left. */
function tripsFailFast({ context, event }, mode) {
    if (context.failFast !== mode || context.actors.size === 1 || !isStageEnd(event))
        return false;
    const { index, status } = event.output;
    return status === "failed" && !at(context.plan.stages, index).optional;
}
/** Why stages are stopped: by the event at hand, or as the run that is continued was. */
function stopOf({ plan, earlierStop }, event) {
    if (isStageEnd(event))
        return stopBecause(failFastBy(at(plan.stages, event.output.index).name));
    if ("reason" in event)
        return stopBecause({ reason: "cancelled", message: event.reason });
    return stopBecause(earlierStop ?? { reason: "cancelled", message: "" });
}
/** The reason for which a failure stops the rest. */
export function failFastBy(culprit) {
    return { reason: "fail-fast", culprit, message: `stage "${culprit}" failed` };
}
const STOPPED = { cancelled: "Cancelled", "fail-fast": "Stopped by fail-fast", starved: "Starved" };
function stopBecause(skip) {
    return { error: new CancelledError(`${STOPPED[skip.reason]}: ${skip.message}`), skip };
}
function isStageEnd(event) {
    return event.type === `xstate.done.actor.${STAGE_ID}`;
}
