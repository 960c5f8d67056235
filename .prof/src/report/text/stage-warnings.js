import { stageErrorHead } from "./error-text.js";
/** What a report must tell of a stage though it does not decide the run: one sentence each. */
export function stageWarnings(stage) {
    const attempts = stage.attempts.length;
    return [
        ...optionalFailure(stage),
        ...flakiness(stage),
        ...stage.attempts.flatMap((attempt) => looseEnds(attempt, attempts > 1 ? ` (attempt ${attempt.attempt})` : "")),
    ];
}
function optionalFailure({ status, optional, errors, attempts }) {
    if (status !== "failed" || !optional)
        return [];
    const [first] = errors;
    return [first === undefined ? "optional, failed" : `optional, failed: ${stageErrorHead(first, attempts.length)}`];
}
function flakiness({ flaky, errors, attempts }) {
    if (!flaky)
        return [];
    const [first] = errors;
    const passed = `flaky: passed on attempt ${attempts.at(-1)?.attempt}`;
    return [first === undefined ? passed : `${passed}, after ${stageErrorHead(first, attempts.length)}`];
}
function looseEnds({ phases, leaked }, ofAttempt) {
    return [
        ...phases.filter(({ abandoned }) => abandoned).map(({ phase }) => `its ${phase} was abandoned${ofAttempt}`),
        ...(leaked ? [`leaked what its abandoned setup returned${ofAttempt}`] : []),
    ];
}
