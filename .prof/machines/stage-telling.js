/** What the facts about an attempt have in common. */
export function attemptOf({ stage, attempt }) {
    return { stage: stage.name, attempt };
}
export function tellPhaseStarted(context, phase) {
    context.ports.tell({ type: "phase.started", ...attemptOf(context), phase });
}
export function tellPhaseFinished(context, phase, status) {
    const failures = failuresOf(context, phase);
    context.ports.tell({ type: "phase.finished", ...attemptOf(context), phase, status, failures, abandoned: false });
}
/** The stage goes on without waiting for a phase: `begun` tells whether its function was called at all. */
export function tellPhaseAbandoned(context, phase, begun) {
    const failures = failuresOf(context, phase);
    const status = begun ? context.abortStatus : "aborted";
    context.ports.tell({ type: "stage.abandoned", ...attemptOf(context), phase, begun });
    context.ports.tell({ type: "phase.finished", ...attemptOf(context), phase, status, failures, abandoned: true });
}
export function tellRetrying(context) {
    const { attempt, retryDelayMs: delayMs } = context;
    context.ports.tell({ type: "stage.retrying", ...attemptOf(context), nextAttempt: attempt + 1, delayMs });
}
export function tellEnd(context, status) {
    const { stage, attempt, failures, session, skip } = context;
    context.ports.tell({
        type: "stage.finished",
        stage: stage.name,
        status,
        flaky: status === "passed" && failures.some((failure) => failure.attempt < attempt),
        failures,
        output: status === "passed" ? session?.output : undefined,
        skip,
    });
}
function failuresOf({ failures, attempt }, phase) {
    if (failures.length === 0)
        return failures;
    return failures.filter((failure) => failure.attempt === attempt && failure.phase === phase);
}
