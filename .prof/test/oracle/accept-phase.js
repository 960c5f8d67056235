import { mayRetry } from "./accept-start.js";
import { matchErrors } from "./error-pattern.js";
import { lateEnding } from "./phase-ends.js";
import { refuses } from "./predict-stage.js";
import { decideEdges, dependentsAreOver, freeSlots, isReleased, noteInstantEnd } from "./run-model.js";
import { attemptScript, timeoutOf } from "./scenario.js";
import { nextPhase, openPhaseEnds } from "./stage-model.js";
import { rule } from "./violation.js";
export function acceptPhaseStart(model, stage, event) {
    rule(model.mode !== "forced", "no phase starts after a forced stop", event);
    rule(event.attempt === stage.attempt, "a phase belongs to the attempt that runs", event);
    if (stage.place.kind === "serving") {
        rule(isReleased(model, stage), "a kept stage's teardown waits for all that depend on it", event);
        rule(freeSlots(model) > 0, "a teardown waits for a slot", event);
    }
    rule(!mustServe(model, stage, event.phase), "a kept stage serves before its teardown", event);
    rule(event.phase === nextPhase(stage), `the next phase is ${nextPhase(stage)}`, event);
    if (event.phase !== "teardown" && stage.stop !== undefined) {
        rule(stage.stop.at === model.now, "a stopped stage begins neither setup nor run", event);
        if (stage.stop.sure)
            stage.stoppedActive = true;
    }
    stage.entered = true;
    stage.place = { kind: "phase", phase: event.phase, since: model.now, abandoned: false };
}
export function acceptPhaseEnd(model, stage, event) {
    if (model.mode === "forced" && stage.place.kind !== "phase")
        return acceptUnbegun(stage, event);
    const { place, script } = stage;
    rule(place.kind === "phase" && place.phase === event.phase, "a phase ends that has begun", event);
    rule(event.attempt === stage.attempt, "a phase belongs to the attempt that runs", event);
    rule(event.durationMs === model.now - place.since, "a phase's duration is from its start to its end", event);
    rule((event.abandoned === true) === place.abandoned, "what is abandoned is told as such, once", event);
    const isChecked = place.phase === "run" && refuses(script);
    const ends = model.mode === "forced" ? [forcedEnd(model, event)] : openPhaseEnds(model.scenario, stage);
    const ways = isChecked ? ends.flatMap((end) => refusedEnds(end, signalledAt(stage, place))) : ends;
    const way = ways.find((end) => {
        if (end.at !== model.now || end.status !== event.status || end.abandoned !== place.abandoned)
            return false;
        const errors = expectedErrors(stage, place.phase, end);
        return matchErrors(script.name, errors, { actual: event.errors ?? [], cancelledToo: stage.stop !== undefined });
    });
    rule(way !== undefined, `the phase may end in these ways: ${JSON.stringify(ways)}`, event);
    stage.errors.push(...expectedErrors(stage, place.phase, way));
    if (place.phase !== "teardown" && event.status !== "passed")
        stage.worked = false;
    if (way.abandoned && place.phase === "setup")
        expectLeak(model, stage, place.since);
    stage.place = { kind: "between", after: place.phase };
    // Its slot is free while its `retry.when` is asked.
    const asks = nextPhase(stage) === undefined && stage.script.retry.decides && mayRetry(stage);
    if (asks)
        stage.place = { kind: "askingRetry", since: model.now };
}
/** The ends of a run whose output its schema refuses. What it returns at the moment of its signal may be refused before. */
function refusedEnds(end, signalAt) {
    if (end.ending?.kind !== "returns")
        return [end];
    if (end.status === "passed")
        return [{ ...end, status: "failed", errors: ["any"] }];
    return end.at === signalAt ? [end, { ...end, errors: [...end.errors, "any"] }] : [end];
}
/** When the open phase's signal aborts, or has. */
function signalledAt({ script, stop }, place) {
    const overdueAt = place.since + (timeoutOf(script, place.phase) ?? Number.POSITIVE_INFINITY);
    const stoppedAt = place.phase === "teardown" ? undefined : stop?.at;
    return Math.min(overdueAt, stoppedAt ?? Number.POSITIVE_INFINITY);
}
function expectedErrors(stage, phase, { errors }) {
    return errors.map((pattern) => ({ phase, attempt: stage.attempt, pattern }));
}
/** §3.7: a forced stop settles every open phase as abandoned at once. */
function forcedEnd(model, event) {
    const first = event.errors?.[0]?.code === "phase-timeout" ? "phase-timeout" : "cancelled";
    const status = first === "phase-timeout" ? "timedOut" : "aborted";
    return { at: model.now, status, abandoned: true, errors: [first], ending: undefined };
}
/** … and the teardowns that had not begun. */
function acceptUnbegun(stage, event) {
    const { place } = stage;
    rule(place.kind === "between" && place.after === "teardown" && event.phase === "teardown", "a forced stop ends the teardown that it named as abandoned", event);
    rule(event.status === "aborted" && event.abandoned === true, "… as abandoned", event);
    rule((event.errors ?? []).some(({ code }) => code === "cancelled"), "… with a cancellation error", event);
}
export function acceptAbandoned(model, stage, event) {
    const { place } = stage;
    rule(event.attempt === stage.attempt, "a phase belongs to the attempt that runs", event);
    if (event.begun) {
        rule(place.kind === "phase" && place.phase === event.phase && !place.abandoned, "an open phase is abandoned", event);
        const due = openPhaseEnds(model.scenario, stage).some((end) => end.abandoned && end.at === model.now);
        rule(model.mode === "forced" || due, "a phase is abandoned when its grace time is over", event);
        stage.place = { ...place, abandoned: true };
        return;
    }
    rule(model.mode === "forced" && event.phase === "teardown", "only a forced stop gives up what has not begun", event);
    rule(stage.entered && nextPhase(stage) === "teardown", "a teardown that was to come is given up", event);
    stage.errors.push({ phase: "teardown", attempt: stage.attempt, pattern: "cancelled" });
    stage.place = { kind: "between", after: "teardown" };
}
function expectLeak(model, stage, since) {
    const { script, attempt } = stage;
    const timeoutMs = timeoutOf(script, "setup");
    const behaviour = attemptScript(script, attempt).setup;
    const phase = { behaviour, startedAt: since, timeoutMs, graceMs: model.scenario.graceMs, abortedAt: undefined };
    const late = lateEnding(phase, signalledAt(stage, { phase: "setup", since }));
    const sure = late.length === 1;
    for (const { at, ending } of late) {
        if (ending.kind === "returns" && ending.value !== "nothing") {
            model.leaks.push({ stage: script.name, attempt, at, sure });
            return;
        }
    }
}
/** §3.6: an abandoned `setup` has returned a resource after all. */
export function acceptLeaked(model, stage, event) {
    const index = model.leaks.findIndex(({ stage: name, attempt, at }) => name === stage.script.name && attempt === event.attempt && at === model.now);
    rule(index >= 0, "a resource leaks when an abandoned setup returns one", event);
    model.leaks.splice(index, 1);
}
export function acceptServing(model, stage, event) {
    const { place, script } = stage;
    const next = nextPhase(stage);
    rule(script.keep !== "run", "only a kept stage serves", event);
    rule(place.kind === "between" &&
        place.after !== "teardown" &&
        stage.worked &&
        (next === undefined || next === "teardown"), "a stage serves once its run has passed", event);
    rule(event.attempt === stage.attempt, "it is the attempt that runs which serves", event);
    noteInstantEnd(model, stage);
    stage.entered = true;
    stage.served = true;
    stage.place = { kind: "serving", since: model.now };
    decideEdges(model, stage, { kind: "passed" });
}
/** It has passed and is kept: it serves now, unless nothing that depends on it is left. */
export function mustServe(model, stage, next) {
    const { place, script, worked } = stage;
    if (script.keep === "run" || !worked || place.kind !== "between" || place.after === "teardown")
        return false;
    if (next !== undefined && next !== "teardown")
        return false;
    return script.keep === "end" || !dependentsAreOver(model, stage);
}
