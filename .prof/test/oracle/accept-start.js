import { hopsToSink } from "./hops.js";
import { agrees } from "./predict-stage.js";
import { freeSlots, isDue, poolsSuffice, teardownWaits } from "./run-model.js";
import { attemptScript } from "./scenario.js";
import { attemptFailed } from "./stage-model.js";
import { rule } from "./violation.js";
/** An attempt gets its slot. */
export function acceptStart(model, stage, event) {
    if (stage.place.kind === "deciding")
        return acceptDecided(model, stage, event);
    rule(stage.attempt > 0 || stage.script.when === undefined, "its when comes first", event);
    rule(maySchedule(model, stage), "nothing starts once the run is stopped", event);
    rule(!model.paused, "nothing starts while the run is paused", event);
    rule(isDue(model, stage), "a stage starts when it is ready, or its retry is due", event);
    rule(stage.stop === undefined || stage.stop.at === model.now, "a cancelled stage does not start", event);
    checkCapacity(model, stage, event);
    rule(!teardownWaits(model), "a waiting teardown goes before any start", event);
    checkPriority(model, stage, event);
    beginAttempt(stage, event);
}
/** Its `when` is called, inside its slot. */
export function acceptWhenCall(model, stage) {
    const { name, when } = stage.script;
    rule(when !== undefined && stage.place.kind === "ready", `${name}: when is called once, when the stage is ready`);
    checkCapacity(model, stage, undefined);
    stage.place = { kind: "deciding", since: model.now };
}
/** §3.13: its `when` has said yes. */
function acceptDecided(model, stage, event) {
    const { place, script, stop } = stage;
    const since = place.kind === "deciding" ? place.since : Number.NaN;
    const at = since + (script.when?.afterMs ?? Number.POSITIVE_INFINITY);
    rule(script.when?.answer === "yes" && at === model.now, "a stage begins when its when says so", event);
    rule(stop === undefined || !stop.sure, "a cancelled stage does not start", event);
    beginAttempt(stage, event);
}
function checkCapacity(model, stage, event) {
    rule(freeSlots(model) > 0, `${stage.script.name}: no more stages are active than the concurrency allows`, event);
    rule(poolsSuffice(model, stage), `${stage.script.name}: no pool gives more than it has`, event);
}
function beginAttempt(stage, event) {
    rule(event.attempt === stage.attempt + 1, "attempts are counted from 1", event);
    stage.attempt = event.attempt;
    stage.failedBefore ||= attemptFailed(stage);
    stage.errorsBefore = stage.errors.length;
    stage.startedAt = event.at;
    stage.called = false;
    stage.worked = true;
    stage.entered = false;
    stage.place = { kind: "between", after: undefined };
}
/**
 * Who holds units at this moment cannot be told from outside: those of a stage
 * that ends as it starts come back after the starts that were decided with it,
 * and a stage has its own a little before its `when` is called.
 */
function unitsAreUnclear(model) {
    if (model.instantEndAt === model.now)
        return true;
    return [...model.stages.values()].some(({ place, script }) => place.kind === "ready" && script.when !== undefined);
}
/** Of two whose wait is over at the same moment one is the first to say so. */
function isJustDue(model, { place }) {
    return place.kind === "backingOff" && place.until === model.now;
}
/** A stage that has begun may be retried while a run is drained: it is nothing new. */
export function maySchedule(model, stage) {
    return model.mode === "open" || (model.mode === "drain" && stage.attempt > 0);
}
/** Among ready stages the one with the longest remaining path starts first; where nothing is estimated, by hops. */
function checkPriority(model, stage, event) {
    if (model.scenario.stages.some(({ estimateMs }) => estimateMs !== undefined))
        return;
    const hops = hopsToSink(model.scenario);
    const own = hops.get(stage.script.name) ?? 0;
    for (const other of model.stages.values()) {
        if (other === stage || other.stop !== undefined || !poolsSuffice(model, other))
            continue;
        if (!isDue(model, other) || isJustDue(model, other) || !maySchedule(model, other))
            continue;
        if (Object.keys(other.script.demands).length > 0 && unitsAreUnclear(model))
            continue;
        if (other.attempt === 0 && other.script.when !== undefined)
            continue;
        rule((hops.get(other.script.name) ?? 0) <= own, `${other.script.name} has more to come and starts first`, event);
    }
}
/** §3.9: an attempt failed, and another one follows. */
export function acceptRetrying(model, stage, event) {
    const { script, place, attempt } = stage;
    rule(mayRetry(stage), "a stage is retried after a failed attempt, while its limit and the run allow it", event);
    if (script.retry.decides) {
        const decision = attemptScript(script, attempt).retry;
        const since = place.kind === "askingRetry" ? place.since : model.now;
        const at = since + (decision.afterMs ?? Number.POSITIVE_INFINITY);
        rule(at === model.now && agrees(decision), "a stage is retried when its retry.when says so", event);
    }
    rule(event.attempt === attempt && event.nextAttempt === attempt + 1, "attempts are counted from 1", event);
    const longest = longestDelayMs(script.retry, attempt);
    const right = script.retry.jitter ? event.delayMs >= 0 && event.delayMs <= longest : event.delayMs === longest;
    rule(right, `the delay is ${script.retry.jitter ? "at most " : ""}${longest} ms`, event);
    stage.place = { kind: "backingOff", until: model.now + event.delayMs };
}
/** `exponential` doubles the delay with each attempt; `maxDelay` is its upper bound. */
function longestDelayMs({ delayMs, backoff, maxDelayMs }, attempt) {
    const grown = backoff === "exponential" ? delayMs * 2 ** (attempt - 1) : delayMs;
    return Math.min(grown, maxDelayMs ?? Number.POSITIVE_INFINITY);
}
/** Its last attempt is done and failed, and nothing forbids another. */
export function mayRetry(stage) {
    const { script, place, attempt, served, stop } = stage;
    const done = place.kind === "askingRetry" || (place.kind === "between" && stage.attempt > 0);
    if (!done || !attemptFailed(stage) || served || attempt > script.retry.limit)
        return false;
    return stop === undefined || !stop.sure;
}
