import { phaseSchema } from "../../src/model/outcome.js";
import { EVENT_VERSION, runEventSchema, } from "../../src/model/run-event.js";
import { applyEvent, createView } from "../../src/model/view.js";
/** When recorded runs start: 2026-01-02T03:04:05.000Z. */
export const STARTED_AT = Date.UTC(2026, 0, 2, 3, 4, 5);
/** Writes the events of a run that never was, in an order and at times of the test's choice. */
export class RunRecorder {
    events = [];
    #open = new Map();
    #at = STARTED_AT;
    constructor(stages, options = {}) {
        this.tell("run.started", {
            pipeline: "checkout",
            plan: describePlanOf(stages),
            concurrency: 4,
            failFast: "off",
            graceMs: 5_000,
            pools: {},
            ...options,
        });
    }
    /** Lets time pass. */
    after(elapsedMs) {
        this.#at += elapsedMs;
        return this;
    }
    tell(type, details) {
        const seq = this.events.length + 1;
        this.events.push(runEventSchema.parse({ v: EVENT_VERSION, seq, runId: "r-1", at: this.#at, type, ...details }));
        return this;
    }
    /** A stage gets its slot. */
    start(stage, attempt = 1) {
        if (attempt === 1)
            this.tell("stage.ready", { stage });
        return this.tell("stage.started", { stage, attempt });
    }
    openPhase(stage, phase, attempt = 1) {
        this.#open.set(stage, { stage, attempt, phase, startedAt: this.#at });
        return this.tell("phase.started", { stage, attempt, phase });
    }
    /** Ends the stage's open phase. */
    closePhase(stage, status, end = {}) {
        const { startedAt, ...phase } = this.#openPhaseOf(stage);
        this.#open.delete(stage);
        return this.tell("phase.finished", { ...phase, status, durationMs: this.#at - startedAt, ...end });
    }
    /** Goes on without waiting for the stage's open phase. */
    abandonPhase(stage, status, errors) {
        const { startedAt, ...phase } = this.#openPhaseOf(stage);
        return this.tell("stage.abandoned", { ...phase, begun: true }).closePhase(stage, status, {
            errors,
            abandoned: true,
        });
    }
    /** A forced stop gives up a phase that had not begun. */
    giveUpPhase(stage, phase, attempt = 1) {
        const place = { stage, attempt, phase };
        return this.tell("stage.abandoned", { ...place, begun: false }).tell("phase.finished", {
            ...place,
            status: "aborted",
            durationMs: 0,
            abandoned: true,
        });
    }
    /** Phases that pass one after the other, by how long each takes. */
    passPhases(stage, durations, attempt = 1) {
        for (const phase of phaseSchema.options) {
            const durationMs = durations[phase];
            if (durationMs !== undefined)
                this.openPhase(stage, phase, attempt).after(durationMs).closePhase(stage, "passed");
        }
        return this;
    }
    finish(stage, details) {
        return this.tell("stage.finished", { stage, ...details });
    }
    /** A stage with nothing but a `run` that passes. */
    pass(stage, durationMs) {
        return this.start(stage).passPhases(stage, { run: durationMs }).finish(stage, { status: "passed" });
    }
    end(status) {
        return this.tell("run.finished", { status, durationMs: this.#at - STARTED_AT });
    }
    #openPhaseOf(stage) {
        const phase = this.#open.get(stage);
        if (phase === undefined)
            throw new TypeError(`No phase of "${stage}" is open`);
        return phase;
    }
}
/** An error as events tell it, with a stack that is the same on every machine. */
export function stageError(message, details = {}) {
    const { name = "Error", phase = "run" } = details;
    const stack = `${name}: ${message}\n    at ${phase} (/app/stages/sample.ts:7:11)\n    at async perform (/app/perform.ts:1:1)`;
    return { phase, attempt: 1, name, message, stack, ...details };
}
/** The picture after the events. */
export function viewOf(events) {
    const view = createView();
    for (const event of events)
        applyEvent(view, event);
    return view;
}
/** The picture of one stage. */
export function stageOf(view, name) {
    const stage = view.stages.get(name);
    if (stage === undefined)
        throw new TypeError(`No stage "${name}"`);
    return stage;
}
/** The description of a plan, in the order given. */
export function describePlanOf(stages) {
    return { stages: stages.map(describeStage) };
}
function describeStage({ dependencies = [], ...stage }) {
    return {
        tags: [],
        dependencies: dependencies.map((edge) => (typeof edge === "string" ? { stage: edge, on: "passed" } : edge)),
        optional: false,
        keep: "run",
        phases: ["run"],
        selected: true,
        ...stage,
    };
}
