import { mustServe } from "./accept-phase.js";
import { matchErrors } from "./error-pattern.js";
import { agrees } from "./predict-stage.js";
import { decideEdges, isReleased, lookForEnd, noteInstantEnd, starves } from "./run-model.js";
import { attemptScript, messageOf } from "./scenario.js";
import { attemptFailed, isPending, nextPhase } from "./stage-model.js";
import { setOffFailFast } from "./stopping.js";
import { rule, Violation } from "./violation.js";
/** A stage's end. */
export function acceptFinish(model, stage, event) {
    rule(stage.place.kind !== "over", "a stage ends once", event);
    noteInstantEnd(model, stage);
    rule((event.status === "skipped") === (event.skip !== undefined), "a skip, and only it, has a reason", event);
    if (event.skip !== undefined)
        acceptSkip(model, stage, event);
    else
        acceptOutcome(model, stage, event);
    stage.place = { kind: "over" };
    const { optional } = stage.script;
    if (stage.served)
        stage.failedRun = event.status === "failed";
    else
        decideEdges(model, stage, event.status === "passed" ? { kind: "passed" } : { kind: event.status, optional });
    if (event.skip?.reason === "starved")
        stage.failedRun = true;
    if (event.status === "failed")
        setOffFailFast(model, stage);
    lookForEnd(model);
}
function acceptSkip(model, stage, event) {
    const { skip } = event;
    const { place, script, refuted } = stage;
    rule(skip !== undefined, "a skip has a reason", event);
    rule(isPending(stage) || place.kind === "deciding", "only a stage that has not begun is skipped", event);
    rule((event.errors ?? []).length === 0, "a skip has no errors", event);
    const names = (reason, culprit) => rule(skip.reason === reason && skip.culprit === culprit, `it is skipped as ${reason} ${culprit ?? ""}`, event);
    if (!stage.selected)
        return names("not-selected", undefined);
    if (skip.reason === "condition")
        return acceptCondition(model, stage, event);
    if (skip.reason === "cancelled") {
        const says = stage.stop?.reasons.includes(skip.message ?? "") === true;
        rule(says, "what is cancelled is skipped, and told why", event);
        return names("cancelled", undefined);
    }
    if (skip.reason === "starved") {
        rule(place.kind === "ready" && starves(model, stage), "it starves of a pool", event);
        const keeper = model.stages.get(skip.culprit ?? "");
        return rule(keeper?.place.kind === "serving", "what it starves of is held by a kept stage", event);
    }
    if (skip.reason === "fail-fast") {
        rule(model.mode === "drain" || model.mode === "stop", "fail-fast was set off", event);
        rule(!model.doomed.has(script.name), "what depends on the failure keeps that as its reason", event);
        return names("fail-fast", model.trigger);
    }
    rule(refuted.some(({ reason, culprit }) => reason === skip.reason && culprit === skip.culprit), `these edges of it are refuted: ${JSON.stringify(refuted)}`, event);
}
function acceptCondition(model, stage, event) {
    const { place, script } = stage;
    const answer = answerNow(model, place.kind === "deciding" ? place.since : undefined, script.when);
    rule(answer === "no" || answer === "words", "its when says no", event);
    const message = answer === "words" ? messageOf(script.name, 1, "when") : undefined;
    rule(event.skip?.message === message, `a string of when says why: ${message}`, event);
}
function acceptOutcome(model, stage, event) {
    const { script } = stage;
    const decidedBy = howItEnds(model, stage, event);
    const cancelledToo = stage.stop !== undefined || model.starving.has(stage);
    if (decidedBy === "stop") {
        rule(event.status === "failed", "a stage that waits for a retry fails when it is stopped", event);
    }
    else {
        rule(event.status === (attemptFailed(stage) ? "failed" : "passed"), "the last attempt decides", event);
    }
    const errors = stage.errors;
    const right = matchErrors(script.name, errors, { actual: event.errors ?? [], cancelledToo });
    rule(right, `all errors of all attempts are listed: ${JSON.stringify(errors)}`, event);
    if (stage.stoppedActive) {
        const cancelled = (event.errors ?? []).some(({ code }) => code === "cancelled");
        rule(event.status === "failed" && cancelled, "what is stopped while active fails with a cancellation error", event);
    }
    const flaky = event.status === "passed" && stage.failedBefore;
    rule((event.flaky === true) === flaky, "what passes after a retry is flaky", event);
    if (event.status === "passed")
        checkOutput(stage, event);
}
/** What lets the stage end here: its attempt is done, or something forbids another. */
function howItEnds(model, stage, event) {
    const { place, script } = stage;
    const stopped = stage.stop !== undefined;
    if (place.kind === "deciding") {
        if (answerNow(model, place.since, script.when) === "throws") {
            stage.errors.push({ phase: "when", attempt: 1, pattern: { thrown: "error" } });
            return "attempt";
        }
        throw new Violation(`${script.name}: a stage whose when says yes is started (#${event.seq})`);
    }
    if (place.kind === "serving") {
        rule(nextPhase(stage) === undefined, "its teardown comes first", event);
        rule(isReleased(model, stage) || model.mode === "forced", "a kept stage waits for all that depend on it", event);
        return "attempt";
    }
    if (place.kind === "backingOff") {
        rule(stopped || starves(model, stage), "its retry comes first", event);
        return "stop";
    }
    if (place.kind === "askingRetry")
        return acceptNoRetry(model, stage, { event, since: place.since });
    rule(place.kind === "between", "a stage ends between two phases", event);
    rule(!mustServe(model, stage, nextPhase(stage)) || model.mode === "forced", "a kept stage serves first", event);
    rule(nextPhase(stage) === undefined || model.mode === "forced", `its ${nextPhase(stage)} comes first`, event);
    if (!attemptFailed(stage) || stage.served || stopped || stage.attempt > script.retry.limit)
        return "attempt";
    rule(script.retry.decides, "it is to be retried", event);
    return acceptNoRetry(model, stage, { event, since: model.now });
}
function acceptNoRetry(model, stage, { event, since }) {
    const decision = attemptScript(stage.script, stage.attempt).retry;
    const answer = answerNow(model, since, decision);
    const threw = (event.errors ?? []).some(({ phase, code }) => phase === "retry" && code !== "cancelled");
    const stopped = stage.stop !== undefined;
    // Stopped at the moment at which it throws, it may be stopped before.
    if (answer === "throws" && (threw || !stopped))
        stage.errors.push({ phase: "retry", attempt: stage.attempt, pattern: { thrown: "error" } });
    rule(stopped || (answer !== undefined && !agrees(decision)), "it is to be retried", event);
    return "attempt";
}
/** What a deciding function has said by now; undefined: nothing yet. */
function answerNow(model, since, decision) {
    if (since === undefined || decision === undefined)
        return undefined;
    return since + (decision.afterMs ?? Number.POSITIVE_INFINITY) === model.now ? decision.answer : undefined;
}
function checkOutput({ script, attempt }, event) {
    const ending = script.defines.includes("run") ? attemptScript(script, attempt).run.ending : undefined;
    const value = ending?.kind === "returns" ? ending.value : "nothing";
    const json = value === "json" ? { from: messageOf(script.name, attempt, "run") } : undefined;
    rule(JSON.stringify(event.output) === JSON.stringify(json), "a stage's end carries its output", event);
    rule((event.outputLost === true) === (value === "lossy"), "an output that JSON cannot hold is told as lost", event);
}
