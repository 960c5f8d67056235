/** A teardown has 30 s where nothing else is said (§2). */
export const TEARDOWN_TIMEOUT_MS = 30_000;
export function attemptScript(stage, attempt) {
    const script = stage.attempts[Math.min(attempt, stage.attempts.length) - 1];
    if (script === undefined)
        throw new Error(`${stage.name} has no script`);
    return script;
}
export function timeoutOf(stage, phase) {
    return stage.timeouts[phase] ?? (phase === "teardown" ? TEARDOWN_TIMEOUT_MS : undefined);
}
/** The units that a stage asks of a pool, and the pool's size: 1 where none is given (§2). */
export function poolSize(scenario, pool) {
    return scenario.pools[pool] ?? 1;
}
/** What a scripted function's thrown error says: it tells the call apart from all others. */
export function messageOf(stage, attempt, place) {
    return `${stage}#${attempt} ${place}`;
}
