import { isDeepStrictEqual } from "node:util";
import { attemptScript, messageOf, timeoutOf } from "../../oracle/scenario.js";
import { rule, Violation } from "../../oracle/violation.js";
/**
 * What a stage's functions are handed: a fresh signal, the resource that its
 * own setup returned, the outputs of its direct dependencies and no others; and
 * each is called once for each time it was told to start, and only then.
 * @throws {Violation}
 */
export function checkCalls(scenario, trace) {
    const scripts = new Map(scenario.stages.map((script) => [script.name, script]));
    const world = { scripts, open: new Map(), resources: new Map(), outputs: new Map(), runs: new Map() };
    for (const item of trace) {
        if (item.kind === "event")
            noteEvent(world, item.event);
        if (item.kind === "call")
            checkCall(world, item.call);
    }
}
function noteEvent(world, event) {
    switch (event.type) {
        case "stage.started":
            world.outputs.delete(event.stage);
            return;
        case "phase.started":
            world.open.set(event.stage, `${event.phase}#${event.attempt}`);
            return;
        case "phase.finished": {
            world.open.delete(event.stage);
            const script = scriptOf(world, event.stage);
            const { ending } = attemptScript(script, event.attempt)[event.phase];
            if (event.phase === "setup" && event.status === "passed") {
                world.resources.set(`${event.stage}#${event.attempt}`, valueReturned(ending, messageOf(event.stage, event.attempt, "setup")));
            }
            if (event.phase === "run")
                world.runs.set(event.stage, { attempt: event.attempt, passed: event.status === "passed" });
            return;
        }
        case "stage.serving":
            world.outputs.set(event.stage, outputOf(world, event.stage));
            return;
        case "stage.finished":
            if (event.status === "passed")
                world.outputs.set(event.stage, outputOf(world, event.stage));
            return;
        default:
            return;
    }
}
function outputOf(world, stage) {
    const run = world.runs.get(stage);
    if (run?.passed !== true)
        return undefined;
    return valueReturned(attemptScript(scriptOf(world, stage), run.attempt).run.ending, messageOf(stage, run.attempt, "run"));
}
function valueReturned(ending, message) {
    if (ending.kind !== "returns" || ending.value === "nothing")
        return undefined;
    return ending.value === "json" ? { from: message } : { from: message, lossy: 1n };
}
function checkCall(world, call) {
    const { stage, place, attempt, context } = call;
    const must = (holds, says) => rule(holds, `${stage}#${attempt} ${place}: ${says}`);
    if (context === undefined)
        return;
    must(!context.isAborted, "its signal is fresh");
    const script = scriptOf(world, stage);
    const needed = new Set(script.dependencies.map((edge) => edge.stage));
    const outputs = Object.fromEntries([...world.outputs].filter(([name, value]) => needed.has(name) && value !== undefined));
    must(isDeepStrictEqual(context.outputs, outputs), `it gets the outputs ${show(outputs)}, not ${show(context.outputs)}`);
    if (place === "when" || place === "retry")
        return;
    must(world.open.get(stage) === `${place}#${attempt}`, "it is called once, when it is told to start");
    world.open.delete(stage);
    const timeoutMs = timeoutOf(script, place) ?? Number.POSITIVE_INFINITY;
    must(context.remainingMs === timeoutMs, `it has ${timeoutMs} ms, not ${context.remainingMs}`);
    const key = `${stage}#${attempt}`;
    if (place === "setup")
        must(context.resource === undefined, "setup has no resource yet");
    // A teardown may also get what an aborted setup has returned in time.
    else if (place === "run" || world.resources.has(key)) {
        const resource = world.resources.get(key);
        must(isDeepStrictEqual(context.resource, resource), `it gets ${show(resource)}, not ${show(context.resource)}`);
    }
}
function scriptOf({ scripts }, stage) {
    const script = scripts.get(stage);
    if (script === undefined)
        throw new Violation(`${stage} is in the scenario`);
    return script;
}
function show(value) {
    return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)) ?? "undefined";
}
