import { createActor } from "xstate";
import { orchestratorMachine } from "../../machines/orchestrator-machine.js";
import { stageMachine } from "../../machines/stage-machine.js";
import { createInlineExecutor } from "../execute/inline-executor.js";
import { closingEvents } from "../model/closing-events.js";
import { isOver } from "../model/view.js";
import { Board } from "../plan/board.js";
import { authorsEstimate, rankStages } from "../plan/priority.js";
import { createLauncher } from "./launcher.js";
import { endings } from "./resume.js";
/** Joins plan, executor and recorder in the orchestrator's actor. It is not started yet. */
export function createOrchestrator(options) {
    const { prepared, resumption, recorder, view, flush, step, onEnd } = options;
    const { plan, concurrency, pools, clock, failFast, graceMs, random, runId } = prepared;
    const outputs = [...(resumption?.outputs ?? new Array(plan.stages.length))];
    const executor = createInlineExecutor({ clock, defer: createLauncher(flush), record: flush });
    const settled = resumption?.settled ?? new Map();
    const board = new Board({ plan, concurrency, pools, ranks: rankStages(plan, authorsEstimate), settled });
    const ports = {
        graceMs,
        random,
        tell: (fact) => {
            // A journal that breaks at the very end is still an error of the run.
            if (fact.type === "run.finished")
                flush();
            recorder.tell(fact);
        },
        openSession: (stage, attempt, reply) => executor.open({ stage, attempt, runId, outputs: outputsFor(stage, outputs, prepared) }, createPort({ stage: stage.name, attempt, reply: (answer) => step(() => reply(answer)), recorder, view })),
    };
    const actor = createActor(orchestratorMachine, {
        id: "run",
        clock: {
            setTimeout: (callback, delayMs) => clock.setTimeout(() => step(callback), delayMs),
            clearTimeout: (handle) => clock.clearTimeout(handle),
        },
        input: {
            plan,
            board,
            ports,
            failFast,
            stageLogic: stageMachine,
            settled: new Set([...settled.keys(), ...(resumption?.stopped ?? [])]),
            earlierAttempts: resumption?.earlierAttempts ?? new Map(),
            outputs,
            earlierStop: resumption?.stop,
        },
    });
    actor.subscribe({
        complete: onEnd,
        error: (error) => {
            // A fault of ours: the run still ends, and says so.
            recorder.runErrored(error);
            for (const { v: _v, seq: _seq, runId: _runId, at: _at, ...body } of closingEvents(view))
                recorder.record(body);
            onEnd();
        },
    });
    return actor;
}
/** Tells how the run begins, or goes on. */
export function recordBeginning({ prepared, planDescription, resumption, recorder }) {
    const { plan, concurrency, failFast, graceMs, pools, selection } = prepared;
    if (resumption === undefined) {
        recorder.record({
            type: "run.started",
            pipeline: plan.pipeline,
            plan: planDescription,
            concurrency,
            failFast,
            graceMs,
            pools,
            ...(selection !== undefined && { selection }),
        });
        return;
    }
    const { interrupted, recreated } = resumption;
    recorder.record({ type: "run.continued", interrupted, recreated });
    for (const body of endings(resumption))
        recorder.record(body);
}
/** Where a session's answers go, until its stage is over. */
function createPort({ stage, attempt, reply, recorder, view }) {
    const isOpen = () => {
        const current = view.stages.get(stage);
        return current !== undefined && !isOver(current);
    };
    return {
        reply: (answer) => {
            if (!isOpen())
                return false;
            reply(answer);
            return true;
        },
        log: (line) => {
            if (isOpen())
                recorder.log({ stage, attempt, ...line });
        },
        progress: (data) => {
            if (isOpen())
                recorder.progress(stage, attempt, data);
        },
        leaked: () => {
            if (view.finishedAt === undefined)
                recorder.record({ type: "stage.leaked", stage, attempt });
        },
    };
}
function outputsFor(stage, outputs, { plan }) {
    // Without a prototype `__proto__` and `constructor` are names like any other.
    const byName = Object.create(null);
    for (const { index } of stage.needs) {
        const name = plan.stages[index]?.name;
        if (name !== undefined && outputs[index] !== undefined)
            byName[name] = outputs[index];
    }
    return byName;
}
