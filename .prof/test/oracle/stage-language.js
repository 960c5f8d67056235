import { rule } from "./violation.js";
const END_OF_ATTEMPT = { "finished passed": "over", "finished failed": "over", retrying: "retrying" };
const TEARDOWN = { "teardown started": "tearing down", "teardown given up": "torn down" };
/** The language of a stage: which of its events may follow in which state, and where they lead. */
const LANGUAGE = {
    waiting: { ready: "ready", "finished skipped": "over" },
    // `when` is called before the stage is started: it may skip it, or throw.
    ready: { started: "begun", "finished skipped": "over", "finished failed": "over" },
    begun: {
        "setup started": "setup",
        "run started": "running",
        serving: "serving",
        "teardown started": "tearing down",
        "finished passed": "over",
    },
    setup: { "setup finished": "set up" },
    "set up": { "run started": "running", serving: "serving", ...TEARDOWN, ...END_OF_ATTEMPT },
    running: { "run finished": "ran" },
    ran: { serving: "serving", ...TEARDOWN, ...END_OF_ATTEMPT },
    serving: { ...TEARDOWN, "finished passed": "over", "finished failed": "over" },
    "tearing down": { "teardown finished": "torn down" },
    "torn down": { "teardown finished": "torn down", ...END_OF_ATTEMPT },
    retrying: { started: "begun", "finished failed": "over" },
    over: {},
};
function tokenOf(event) {
    switch (event.type) {
        case "stage.ready":
        case "stage.started":
        case "stage.serving":
        case "stage.retrying":
            return event.type.slice("stage.".length);
        case "phase.started":
            return `${event.phase} started`;
        case "phase.finished":
            return `${event.phase} finished`;
        case "stage.abandoned":
            return event.begun ? undefined : `${event.phase} given up`;
        case "stage.finished":
            return `finished ${event.status}`;
        default:
            return undefined;
    }
}
/**
 * Follows what a stage tells from when it is ready.
 * @returns whether that is all there is to be told of it
 * @throws {Violation} where it is no path of the language.
 */
export function followStage(facts) {
    let state = "ready";
    for (const fact of facts) {
        const token = tokenOf(fact);
        if (token === undefined)
            continue;
        const next = LANGUAGE[state][token];
        rule(next !== undefined, `"${token}" does not follow in the state "${state}"`);
        state = next;
    }
    return state === "over" ? "over" : "on its way";
}
/**
 * Each stage's events are a path of its statechart's language, and reach its end.
 * @param only names of the stages to look at; default: all
 * @throws {Violation} where they are not.
 */
export function checkLanguage(events, only) {
    const states = new Map();
    for (const event of events) {
        if (event.type === "run.started") {
            for (const { name } of event.plan.stages)
                if (only?.has(name) !== false)
                    states.set(name, "waiting");
        }
        const token = tokenOf(event);
        if (token === undefined || !("stage" in event) || event.stage === undefined)
            continue;
        const state = states.get(event.stage);
        const next = state && LANGUAGE[state][token];
        rule(next !== undefined, `"${token}" does not follow in the state "${state}"`, event);
        states.set(event.stage, next);
    }
    for (const [name, state] of states)
        rule(state === "over", `${name} comes to its end, not to "${state}"`);
}
