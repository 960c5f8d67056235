import { acceptFinish } from "./accept-finish.js";
import { acceptAbandoned, acceptLeaked, acceptPhaseEnd, acceptPhaseStart, acceptServing } from "./accept-phase.js";
import { acceptRetrying, acceptStart } from "./accept-start.js";
import { checkMoment, passTime } from "./obligations.js";
import { dependenciesFirst } from "./predict-run.js";
import { decideEdges, edgesSatisfied, lookForEnd } from "./run-model.js";
import { stopAll } from "./stopping.js";
import { rule } from "./violation.js";
/**
 * Takes the next event of a run.
 * @throws {Violation} where the specification does not allow it here, or asks for another one before it.
 */
export function acceptEvent(model, event) {
    rule(model.state !== "finished", "nothing is told after run.finished", event);
    rule((model.state === "before") === (event.type === "run.started"), "run.started is the first event and no other", event);
    if (event.type === "run.started")
        return start(model, event);
    rule(event.at >= model.now, "time never goes back", event);
    passTime(model, event.at);
    lookForEnd(model);
    switch (event.type) {
        case "stage.ready":
            return acceptReady(model, stageOf(model, event), event);
        case "stage.started":
            return acceptStart(model, stageOf(model, event), event);
        case "phase.started":
            return acceptPhaseStart(model, stageOf(model, event), event);
        case "phase.finished":
            return acceptPhaseEnd(model, stageOf(model, event), event);
        case "stage.serving":
            return acceptServing(model, stageOf(model, event), event);
        case "stage.retrying":
            return acceptRetrying(model, stageOf(model, event), event);
        case "stage.abandoned":
            return acceptAbandoned(model, stageOf(model, event), event);
        case "stage.leaked":
            return acceptLeaked(model, stageOf(model, event), event);
        case "stage.finished":
            return acceptFinish(model, stageOf(model, event), event);
        case "run.paused":
            rule(!model.paused, "a run is paused once", event);
            model.paused = true;
            return;
        case "run.unpaused":
            rule(model.paused, "only a paused run is unpaused", event);
            model.paused = false;
            return;
        case "run.cancelling":
            return acceptCancel(model, event);
        case "run.finished":
            return acceptEnd(model, event);
        case "log":
        case "progress":
            return;
        case "run.errored":
        case "run.continued":
            return rule(false, "no such thing happens in a run of this kind", event);
    }
}
function start(model, event) {
    model.state = "going";
    model.now = event.at;
    model.startedAt = event.at;
    rule(event.concurrency === model.scenario.concurrency, "run.started tells the concurrency", event);
    rule(event.graceMs === model.scenario.graceMs, "run.started tells the grace time", event);
    rule(event.failFast === model.scenario.failFast, "run.started tells the fail-fast mode", event);
    const names = event.plan.stages.map(({ name }) => name);
    rule(names.length === model.stages.size, "run.started tells all stages", event);
    for (const { name, dependencies } of event.plan.stages) {
        rule(model.stages.has(name), `${name} is a stage`, event);
        for (const { stage } of dependencies) {
            rule(names.indexOf(stage) < names.indexOf(name), "the plan is in topological order", event);
        }
    }
    leaveOut(model);
}
/** What the selection leaves out, and what it thereby skips, is decided before anything else. */
function leaveOut(model) {
    for (const { name, optional } of dependenciesFirst(model.scenario.stages)) {
        const stage = model.stages.get(name);
        if (stage !== undefined && (!stage.selected || stage.refuted.length > 0)) {
            decideEdges(model, stage, { kind: "skipped", optional });
        }
    }
}
function stageOf(model, event) {
    const stage = model.stages.get(event.stage);
    rule(stage !== undefined, "the stage is in the plan", event);
    return stage;
}
function acceptReady(model, stage, event) {
    rule(model.mode === "open", "nothing becomes ready once the run is stopped", event);
    rule(stage.place.kind === "waiting" && stage.selected, "a stage becomes ready once, from waiting", event);
    rule(edgesSatisfied(model, stage), "a stage is ready when every edge is satisfied", event);
    stage.place = { kind: "ready" };
}
function acceptCancel(model, event) {
    rule(model.mode !== "forced", "nothing is forced twice", event);
    rule(event.forced === (model.mode === "cancelled"), "the second cancel, and only it, forces", event);
    model.cancelReason ??= event.reason;
    model.mode = event.forced ? "forced" : "cancelled";
    stopAll(model, event.reason);
}
function acceptEnd(model, event) {
    const stages = [...model.stages.values()];
    rule(stages.every(({ place }) => place.kind === "over"), "a run ends when every stage is over", event);
    const failed = stages.some(({ script, standing, failedRun }) => !script.optional && (failedRun || standing.kind === "failed"));
    const status = model.cancelReason !== undefined ? "cancelled" : failed ? "failed" : "passed";
    rule(event.status === status, `the run has ${status}`, event);
    rule(event.durationMs === event.at - model.startedAt, "a run's duration is from its first event to its last", event);
    model.state = "finished";
}
/**
 * Looks at a run in which nothing happens any more.
 * @throws {Violation} where something should.
 */
export function checkStill(model) {
    if (model.state === "finished")
        return;
    checkMoment(model, Number.POSITIVE_INFINITY);
    lookForEnd(model);
    const over = [...model.stages.values()].every(({ place }) => place.kind === "over");
    rule(!over, "a run whose stages are all over ends");
}
