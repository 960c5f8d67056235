import { isOver } from "./view.js";
/** At most so many names of a skip's chain are told; cause and direct dependency are always among them. */
const MAX_CHAIN = 20;
/**
 * The report of a run that has ended.
 * @throws {TypeError} when a stage has no end yet.
 */
export function toReport(view) {
    const { state, finishedAt } = view;
    if (finishedAt === undefined || state === "running" || state === "paused" || state === "cancelling") {
        throw new TypeError(`Run ${view.runId} has not ended`);
    }
    const stages = [...view.stages.values()].map((stage) => toStageReport(view, stage));
    const { passed, failed, skipped } = view.counts;
    return {
        schemaVersion: 1,
        runId: view.runId,
        pipeline: view.pipeline,
        status: state,
        startedAt: view.startedAt,
        durationMs: finishedAt - view.startedAt,
        counts: { passed, failed, skipped, flaky: stages.filter(({ flaky }) => flaky).length },
        stages,
        ...(view.errors.length > 0 && { errors: view.errors }),
    };
}
/** True where the stage failed and the run with it. */
export function isRequiredFailure({ status, optional }) {
    return status === "failed" && !optional;
}
function toStageReport(view, stage) {
    const { description, state, startedAt, endedAt } = stage;
    if (!isOver(stage))
        throw new TypeError(`Stage "${description.name}" has not ended`);
    return {
        name: description.name,
        status: state,
        optional: description.optional,
        flaky: stage.flaky,
        dependencies: description.dependencies,
        tags: description.tags,
        attempts: stage.attempts.map(({ attempt, phases, leaked }) => ({
            attempt,
            phases: phases.map(({ phase, status, startedAt, durationMs, abandoned }) => ({
                phase,
                status: status ?? "interrupted",
                startedAt,
                durationMs,
                ...(abandoned && { abandoned }),
            })),
            ...(leaked && { leaked }),
        })),
        errors: stage.errors,
        ...(stage.skip !== undefined && { skip: toSkipReport(view, stage.skip) }),
        ...(startedAt !== undefined && { startedAt }),
        durationMs: startedAt === undefined || endedAt === undefined ? 0 : endedAt - startedAt,
    };
}
/** Why a stage was skipped, with the way to the cause. */
export function toSkipReport(view, skip) {
    return {
        reason: skip.reason,
        because: skipChain(view, skip),
        ...(skip.message !== undefined && { message: skip.message }),
    };
}
/** The names from the cause of a skip to the direct dependency: at most 20, the cause always the first. */
export function skipChain(view, skip) {
    const chain = [];
    let name = skip.culprit;
    while (name !== undefined && chain.length < MAX_CHAIN) {
        chain.unshift(name);
        name = view.stages.get(name)?.skip?.culprit;
    }
    if (name !== undefined && skip.cause !== undefined)
        chain[0] = skip.cause;
    return chain;
}
