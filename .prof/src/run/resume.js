import { failFastBy } from "../../machines/orchestrator-machine.js";
import { interruption } from "../model/closing-events.js";
import { describePlan } from "../model/plan.js";
import { StagewrightError } from "../model/problem.js";
import { applyEvent, createView, isOver, isServing } from "../model/view.js";
/**
 * How the run in a journal began.
 * @throws {StagewrightError} `run-ended`.
 */
export function beginningOf(journal) {
    const started = journal.entries[0]?.event;
    const ended = journal.entries.some(({ event }) => event.type === "run.finished");
    if (started?.type !== "run.started" || ended) {
        const message = `Run ${started?.runId} has ended. To run again what failed, start a new run (--failed).`;
        throw new StagewrightError([{ code: "run-ended", message }]);
    }
    return started;
}
/**
 * Works out from its journal where a run stands: ended stages keep their
 * results; what was under way runs again; of the ended stages only those run
 * again that unfinished ones need: kept environments, and outputs that JSON
 * could not hold.
 * @throws {StagewrightError} `plan-changed`.
 */
export function resumeFrom(journal, plan) {
    const view = createView();
    for (const { event } of journal.entries)
        applyEvent(view, event);
    checkPlan(beginningOf(journal), plan);
    const stop = findStop(journal);
    const runsAgain = stop === undefined ? findRunsAgain(plan, view) : new Set();
    const settled = new Map();
    const outputs = new Array(plan.stages.length);
    const earlierAttempts = new Map();
    const earlierErrors = new Map();
    const interrupted = [];
    const recreated = [];
    const outlived = [];
    const givenUp = [];
    const stopped = new Set();
    for (const stage of plan.stages) {
        const { index, name } = stage;
        const last = stageView(view, name);
        if (last.attempts.length > 0)
            earlierAttempts.set(index, attemptsOf(last));
        if (last.errors.length > 0)
            earlierErrors.set(name, last.errors);
        outputs[index] = last.output;
        if (runsAgain.has(index)) {
            if (isOver(last))
                recreated.push(name);
            else if (last.attempts.length > 0)
                interrupted.push(name);
        }
        else if (isOver(last) && stop?.over.has(name) === false)
            stopped.add(index);
        else if (isOver(last))
            settled.set(index, last.state);
        else if (hasServed(last)) {
            settled.set(index, hasFailed(last) ? "failed" : "passed");
            outlived.push(stage);
        }
        else if (last.attempts.length > 0) {
            stopped.add(index);
            givenUp.push(stage);
            interrupted.push(name);
        }
    }
    const lastSeq = journal.entries.at(-1)?.event.seq ?? 0;
    return {
        view,
        stop: stop?.reason,
        lastSeq,
        settled,
        outputs,
        earlierAttempts,
        earlierErrors,
        interrupted,
        recreated,
        outlived,
        givenUp,
        stopped,
    };
}
/** The ends of the stages that were under way and do not run again. */
export function endings({ view, outlived, givenUp }) {
    return [
        ...outlived.flatMap((stage) => endOutlived(stageView(view, stage.name), view.at)),
        ...givenUp.map((stage) => endInterrupted(stageView(view, stage.name))),
    ];
}
/** It had passed; only its teardown was lost with the process, at `diedAt`. */
function endOutlived(stage, diedAt) {
    const { description, attempts, errors, output } = stage;
    const attempt = lastAttemptOf(stage);
    const isFlaky = !hasFailed(stage) && errors.length > 0;
    const end = {
        type: "stage.finished",
        stage: description.name,
        status: hasFailed(stage) ? "failed" : "passed",
        ...(isFlaky && { flaky: true }),
        ...(errors.length > 0 && { errors }),
        ...(output !== undefined && { output: output }),
    };
    const last = attempts.at(-1)?.phases.at(-1);
    const begun = last?.phase === "teardown";
    const isTold = begun && last.status !== undefined;
    if (isTold || !description.phases.includes("teardown"))
        return [end];
    const teardown = { stage: description.name, attempt, phase: "teardown" };
    const durationMs = begun ? Math.max(0, diedAt - last.startedAt) : 0;
    return [
        { type: "stage.abandoned", ...teardown, begun },
        { type: "phase.finished", ...teardown, status: "interrupted", durationMs, abandoned: true },
        end,
    ];
}
function endInterrupted(stage) {
    const { description, errors } = stage;
    const attempt = lastAttemptOf(stage);
    const error = {
        phase: "run",
        attempt,
        ...interruption("The process ended while the run was being stopped"),
    };
    return { type: "stage.finished", stage: description.name, status: "failed", errors: [...errors, error] };
}
/** What stopped the run before it was cut off: a cancel, or a failure where the run fails fast. */
function findStop(journal) {
    const { failFast, plan } = beginningOf(journal);
    const required = new Set(plan.stages.filter(({ optional }) => !optional).map(({ name }) => name));
    const over = new Set();
    let stop;
    for (const { event } of journal.entries) {
        if (event.type === "run.cancelling") {
            // A cancel outdoes fail-fast, but what fail-fast has skipped it has skipped.
            return { reason: { reason: "cancelled", message: event.reason }, over: stop?.over ?? over };
        }
        if (event.type !== "stage.finished" || stop !== undefined)
            continue;
        over.add(event.stage);
        const trips = failFast !== "off" && event.status === "failed" && required.has(event.stage);
        if (trips)
            stop = { reason: failFastBy(event.stage), over };
    }
    return stop;
}
/** The stages to run: from the last to the first, so that all that may need a stage is known before it. */
function findRunsAgain(plan, view) {
    const again = new Set();
    /** Stages that something further down, however remotely, still runs after. */
    const needed = new Set();
    for (const stage of plan.stages.toReversed()) {
        const { index, name, keep, dependents } = stage;
        const last = stageView(view, name);
        const servesAgain = keep !== "run" && hasServed(last) && needed.has(index);
        const isUnfinished = !isOver(last) && !hasServed(last);
        const outputIsLost = last.outputLost && dependents.some((dependent) => again.has(dependent.index));
        if (servesAgain || isUnfinished || outputIsLost)
            again.add(index);
        if (!again.has(index) && !needed.has(index))
            continue;
        for (const need of stage.needs)
            needed.add(need.index);
    }
    return again;
}
/** Its `run` has passed and it was, or is, kept up. */
function hasServed(stage) {
    if (stage.description.keep === "run")
        return false;
    return isServing(stage) || stage.state === "passed" || (stage.state === "teardown" && stage.servingAt !== undefined);
}
/** An error of its last attempt makes it fail; those of earlier ones were retried. */
function hasFailed(stage) {
    return stage.errors.at(-1)?.attempt === lastAttemptOf(stage);
}
function lastAttemptOf({ attempts }) {
    return attempts.at(-1)?.attempt ?? 1;
}
function attemptsOf(stage) {
    const failed = stage.attempts.filter(({ phases }) => phases.some(({ status }) => status === "failed" || status === "timedOut"));
    return { made: stage.attempts.at(-1)?.attempt ?? 0, retriesUsed: failed.length };
}
function checkPlan(started, plan) {
    const before = new Map(started.plan.stages.map((stage) => [stage.name, shapeOf(stage)]));
    const now = new Map(describePlan(plan).stages.map((stage) => [stage.name, shapeOf(stage)]));
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name));
    if (changed.length === 0)
        return;
    const message = `The plan has changed since run ${started.runId} began (${changed.slice(0, 5).join(", ")}` +
        `${changed.length > 5 ? ` and ${changed.length - 5} more` : ""}), so it cannot be continued. Start a new run.`;
    throw new StagewrightError([{ code: "plan-changed", message }]);
}
/** What must not change between the beginning of a run and its continuation. */
function shapeOf(stage) {
    const { dependencies, optional, keep, phases, resources, retryLimit } = stage;
    return JSON.stringify([dependencies, optional, keep, phases, Object.entries(resources ?? {}), retryLimit]);
}
function stageView(view, name) {
    const stage = view.stages.get(name);
    if (stage === undefined)
        throw new RangeError(`No stage "${name}" in run ${view.runId}`);
    return stage;
}
