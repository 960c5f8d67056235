import { startRun } from "../../src/run/start-run.js";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { checkInvariants } from "./invariants.js";
/** Starts stages in virtual time; nothing has happened yet. Sixteen stages are active at once. */
export function begin(stages, options = {}) {
    const { clock = createSimulatedClock(), ...rest } = options;
    const run = startRun({ concurrency: 16, ...rest, stages, clock });
    const events = [];
    run.events$.subscribe((event) => events.push(event));
    return {
        run,
        clock,
        events,
        finish: async () => {
            const report = await clock.runUntil(run.report);
            checkInvariants({ events, report, clock });
            return { events, report };
        },
    };
}
/** Runs stages in virtual time from beginning to end. */
export function simulate(stages, options = {}) {
    return begin(stages, options).finish();
}
export function stageOf({ report }, name) {
    const stage = report.stages.find((candidate) => candidate.name === name);
    if (stage === undefined)
        throw new TypeError(`No stage "${name}"`);
    return stage;
}
/** The end of each stage, by name. */
export function endsOf({ report }) {
    return Object.fromEntries(report.stages.map(({ name, status, skip }) => [name, skip?.reason ?? status]));
}
/** The messages of a stage's errors, each with its phase and attempt: `run 1: no route`. */
export function errorsOf(ended, name) {
    return stageOf(ended, name).errors.map(({ phase, attempt, message }) => `${phase} ${attempt}: ${message}`);
}
export function eventsOfType({ events }, type) {
    return events.filter((event) => event.type === type);
}
/** What happened, a line each: `db.setup`, `db.setup passed`, `db serving`, `db passed`, `run.finished`. */
export function storyOf({ events }) {
    return events.flatMap((event) => {
        switch (event.type) {
            case "stage.ready":
            case "stage.started":
            case "log":
            case "progress":
                return [];
            case "phase.started":
                return [`${event.stage}.${event.phase}`];
            case "phase.finished":
                return [`${event.stage}.${event.phase} ${event.status}${event.abandoned === true ? ", abandoned" : ""}`];
            case "stage.finished":
                return [`${event.stage} ${event.skip?.reason ?? event.status}`];
            case "stage.serving":
            case "stage.retrying":
            case "stage.leaked":
                return [`${event.stage} ${event.type.slice("stage.".length)}`];
            case "stage.abandoned":
                return [];
            default:
                return [event.type];
        }
    });
}
