import { EVENT_VERSION } from "./run-event.js";
import { isOver, isServing, openPhase } from "./view.js";
/**
 * The events that a torn journal lacks: the stages that it leaves open are
 * interrupted and have failed, and the run has ended. They are as old as the
 * journal's last event. Empty where the run ended, or never began.
 */
export function closingEvents(view) {
    if (view.finishedAt !== undefined || view.revision === 0)
        return [];
    const open = [...view.stages.values()].filter((stage) => !isOver(stage));
    const facts = open.flatMap((stage) => closeStage(stage, view.at));
    if (open.length === 0)
        facts.push({ type: "run.errored", error: interruption("The process ended before the run did") });
    facts.push({
        type: "run.finished",
        status: view.state === "cancelling" ? "cancelled" : "failed",
        durationMs: view.at - view.startedAt,
    });
    const { revision, runId, at } = view;
    return facts.map((fact, index) => ({ v: EVENT_VERSION, seq: revision + 1 + index, runId, at, ...fact }));
}
function closeStage(stage, at) {
    const { name } = stage.description;
    const attempt = stage.attempts.at(-1)?.attempt ?? 1;
    const phase = openPhase(stage);
    const error = { phase: phase?.phase ?? "run", attempt, ...interruption(messageOf(stage)) };
    const finished = { type: "stage.finished", stage: name, status: "failed", errors: [...stage.errors, error] };
    if (phase === undefined)
        return [finished];
    const durationMs = at - phase.startedAt;
    return [
        {
            type: "phase.finished",
            stage: name,
            attempt,
            phase: phase.phase,
            status: "interrupted",
            durationMs,
            errors: [error],
        },
        finished,
    ];
}
function messageOf(stage) {
    const phase = openPhase(stage);
    if (phase !== undefined)
        return `The process ended during ${phase.phase}`;
    if (isServing(stage))
        return "The process ended while the stage was serving";
    if (stage.state !== "pending")
        return "The process ended between two phases";
    return `The process ended before ${stage.attempts.length === 0 ? "the stage began" : "the next attempt"}`;
}
/** The error of what a process left open when it ended. */
export function interruption(message) {
    return { name: "InterruptedError", message, code: "interrupted" };
}
