import { createActor, SimulatedClock } from "xstate";
import { orchestratorMachine } from "../../machines/orchestrator-machine.js";
import { stageMachine } from "../../machines/stage-machine.js";
import { DEFAULT_RETRY_DELAY_MS } from "../../src/model/stage.js";
import { Board } from "../../src/plan/board.js";
import { compilePlan } from "../../src/plan/compile-plan.js";
import { authorsEstimate, rankStages } from "../../src/plan/priority.js";
import { makeStage } from "../helpers/stages.js";
/** An orchestrator over controlled stages. */
export function createWalk(options) {
    const { stages, failFast = "off", earlierStop, broken = [], isOver = false, onTransition } = options;
    const compiled = compilePlan(stages.map((definition) => makeStage(definition.name ?? "", definition)), { pipeline: "walk", pools: {} });
    if ("problems" in compiled)
        throw new TypeError("The plan of a walk has problems");
    const { plan } = compiled;
    const facts = [];
    const open = [];
    const settled = new Map(isOver ? plan.stages.map(({ index }) => [index, "passed"]) : []);
    const openSession = (name, reply) => {
        if (broken.includes(name))
            throw new Error("broken");
        const perform = () => void open.push(reply);
        const abandon = () => void open.splice(open.indexOf(reply), 1);
        const nothing = () => { };
        return { perform, decideWhen: nothing, decideRetry: nothing, abort: nothing, abandon, output: undefined };
    };
    const clock = new SimulatedClock();
    const actor = createActor(orchestratorMachine, {
        clock,
        inspect: (inspection) => {
            if (inspection.type !== "@xstate.microstep" || onTransition === undefined)
                return;
            inspection._transitions.forEach(onTransition);
        },
        input: {
            plan,
            board: new Board({ plan, concurrency: 2, pools: {}, ranks: rankStages(plan, authorsEstimate), settled }),
            ports: {
                graceMs: 5,
                random: () => 1,
                tell: (fact) => void facts.push(fact),
                openSession: ({ name }, _, reply) => openSession(name, reply),
            },
            failFast,
            stageLogic: stageMachine,
            settled: new Set(settled.keys()),
            earlierAttempts: new Map(),
            outputs: [],
            earlierStop,
        },
    }).start();
    return {
        facts,
        snapshot: () => actor.getSnapshot(),
        step: (step) => {
            if (actor.getSnapshot().status !== "active")
                return;
            if (step === "wait")
                clock.increment(DEFAULT_RETRY_DELAY_MS);
            else if (step === "pass")
                open.shift()?.({ type: "phase.passed" });
            else if (step === "fail")
                open.shift()?.({ type: "phase.failed", error: new Error("failed") });
            else
                actor.send(step);
        },
        /** Lets all that is open pass, and what waits for a retry begin, until nothing does. */
        finish: () => {
            if (actor.getSnapshot().status === "active")
                actor.send({ type: "resume" });
            for (const _ of plan.stages) {
                for (let reply = open.shift(); reply !== undefined; reply = open.shift())
                    reply({ type: "phase.passed" });
                clock.increment(DEFAULT_RETRY_DELAY_MS);
            }
            for (let reply = open.shift(); reply !== undefined; reply = open.shift())
                reply({ type: "phase.passed" });
        },
    };
}
