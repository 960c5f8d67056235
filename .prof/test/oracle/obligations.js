import { maySchedule } from "./accept-start.js";
import { edgesSatisfied, freeSlots, isDue, isReleased, lookForEnd, poolsSuffice, starves, } from "./run-model.js";
import { attemptScript } from "./scenario.js";
import { isPending, openPhaseEnds } from "./stage-model.js";
import { rule } from "./violation.js";
/**
 * Lets time pass.
 * @throws {Violation} where something had to happen before.
 */
export function passTime(model, until) {
    if (model.state !== "going" || until <= model.now)
        return;
    checkMoment(model, until);
    model.now = until;
}
/**
 * Looks at a moment that is over: whatever had to happen at it, or before
 * `until`, has happened.
 * @throws {Violation} where something has not.
 */
export function checkMoment(model, until) {
    makeSure(model);
    lookForEnd(model);
    for (const stage of model.stages.values())
        checkStage(model, stage, until);
    for (const stage of model.stages.values())
        if (isReleased(model, stage))
            stage.waitsSince ??= model.now;
    for (const { stage, at, sure } of model.leaks) {
        rule(at >= until || !sure || at < model.startedAt, `${stage}: the resource that leaks at ${at} is told`);
    }
    // What backs off becomes due on the way to `until`.
    for (const stage of model.stages.values()) {
        const { place } = stage;
        if (place.kind !== "backingOff" || place.until >= until)
            continue;
        rule(!canStart(model, stage), `${stage.script.name}: its retry is due at ${place.until}`);
    }
}
/** What was asked for at this moment has happened by its end. */
function makeSure(model) {
    for (const stage of model.stages.values()) {
        const { stop, place } = stage;
        if (stop === undefined || stop.sure)
            continue;
        stage.stop = { ...stop, sure: true };
        if (place.kind === "phase" && place.phase !== "teardown")
            stage.stoppedActive = true;
    }
}
function checkStage(model, stage, until) {
    const { place, script } = stage;
    const must = (done, says) => rule(done, `${script.name} (${place.kind}) at ${model.now}: ${says}`);
    if (place.kind === "over")
        return;
    must(model.mode !== "forced", "a forced stop ends every stage at once");
    const isStopped = stage.stop !== undefined || (isPending(stage) && model.mode !== "open");
    switch (place.kind) {
        case "waiting":
            must(stage.selected && stage.refuted.length === 0 && !isStopped, "it is to be skipped");
            return must(!edgesSatisfied(model, stage), "it is ready");
        case "ready":
            must(!isStopped, "it is to be skipped");
            must(!canStart(model, stage), "it is to start: a slot and all it needs are free");
            return must(model.paused || !starves(model, stage), "it starves");
        case "deciding":
            must(stage.stop === undefined, "a cancel does not wait for when");
            return must(place.since + (script.when?.afterMs ?? Number.POSITIVE_INFINITY) >= until, "its when has answered");
        case "between":
            return must(false, "its next step follows at once");
        case "askingRetry": {
            must(!isStopped, "a stop does not wait for retry.when");
            const { afterMs } = attemptScript(script, stage.attempt).retry;
            return must(place.since + (afterMs ?? Number.POSITIVE_INFINITY) >= until, "its retry.when has answered");
        }
        case "phase": {
            must(!place.abandoned, "an abandoned phase is over");
            const ends = openPhaseEnds(model.scenario, stage);
            return must(ends.length === 0 || ends.some(({ at }) => at >= until), "its phase is over");
        }
        case "serving":
            return must(!isReleased(model, stage) || freeSlots(model) <= 0, "it is to be torn down: a slot is free");
        case "backingOff":
            must(!isStopped, "a stage that waits for a retry fails when it is stopped");
            return must(model.paused || !starves(model, stage), "it starves");
    }
}
function canStart(model, stage) {
    const due = isDue(model, stage) || stage.place.kind === "backingOff";
    return due && !model.paused && maySchedule(model, stage) && freeSlots(model) > 0 && poolsSuffice(model, stage);
}
