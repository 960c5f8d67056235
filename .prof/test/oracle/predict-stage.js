import { phaseEnds } from "./phase-ends.js";
import { attemptScript, timeoutOf } from "./scenario.js";
/** §3.3 to §3.6, §3.9, §3.13: a stage's end from its script alone. */
export function predictStage(scenario, stage) {
    const errors = [];
    const attempts = [];
    const end = (status, more = {}) => ({
        status,
        served: false,
        condition: false,
        flaky: status === "passed" && attempts.length > 1,
        attempts,
        errors,
        ...more,
    });
    if (stage.when !== undefined) {
        if (stage.when.afterMs === undefined)
            return "hangs";
        if (stage.when.answer === "throws") {
            attempts.push([]);
            errors.push({ phase: "when", attempt: 1, pattern: { thrown: "error" } });
            return end("failed");
        }
        if (stage.when.answer !== "yes") {
            attempts.push([]);
            return end("skipped", { condition: true });
        }
    }
    for (let attempt = 1;; attempt += 1) {
        const before = errors.length;
        const outcome = predictAttempt(scenario, stage, attempt);
        if (typeof outcome === "string")
            return outcome;
        attempts.push(outcome.phases);
        errors.push(...outcome.errors);
        const served = outcome.worked && stage.keep !== "run";
        if (errors.length === before)
            return end("passed", { served });
        if (served || attempt > stage.retry.limit)
            return end("failed", { served });
        if (stage.retry.decides) {
            const decision = attemptScript(stage, attempt).retry;
            if (decision.afterMs === undefined)
                return "hangs";
            if (decision.answer === "throws")
                errors.push({ phase: "retry", attempt, pattern: { thrown: "error" } });
            if (!agrees(decision))
                return end("failed");
        }
    }
}
/** Only a plain yes of `retry.when` is one: "false means no retry", and so does a throw. */
export function agrees(decision) {
    return decision.answer === "yes" || decision.answer === "words";
}
function predictAttempt(scenario, stage, attempt) {
    const phases = [];
    const errors = [];
    let worked = true;
    for (const phase of ["setup", "run", "teardown"]) {
        if (!stage.defines.includes(phase) || (phase === "run" && !worked))
            continue;
        const behaviour = attemptScript(stage, attempt)[phase];
        const timeoutMs = timeoutOf(stage, phase);
        const ends = phaseEnds({ behaviour, startedAt: 0, timeoutMs, graceMs: scenario.graceMs, abortedAt: undefined });
        if (ends.length > 1)
            return "tie";
        const end = ends[0];
        if (end === undefined)
            return "hangs";
        const refused = phase === "run" && end.status === "passed" && refuses(stage);
        phases.push({
            phase,
            status: refused ? "failed" : end.status,
            abandoned: end.abandoned,
            durationMs: end.at,
        });
        errors.push(...end.errors.map((pattern) => ({ phase, attempt, pattern })));
        if (refused)
            errors.push({ phase, attempt, pattern: "any" });
        if (phase !== "teardown" && (refused || end.status !== "passed"))
            worked = false;
    }
    return { phases, errors, worked };
}
/** `run`'s return value does not satisfy the stage's output schema. */
export function refuses(stage) {
    return stage.output === "refuses" || stage.output === "throws";
}
