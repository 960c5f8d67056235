import { phaseEnds } from "./phase-ends.js";
import { attemptScript, timeoutOf } from "./scenario.js";
export function createStageModel(script, selected) {
    return {
        script,
        selected,
        place: { kind: "waiting" },
        attempt: 0,
        entered: false,
        worked: true,
        served: false,
        failedBefore: false,
        errors: [],
        errorsBefore: 0,
        standing: { kind: "open" },
        refuted: [],
        stop: undefined,
        stoppedActive: false,
        failedRun: false,
        startedAt: 0,
        called: false,
        waitsSince: undefined,
    };
}
/** Nothing of it was entered yet, or its next attempt waits. */
export function isPending({ place }) {
    return place.kind === "waiting" || place.kind === "ready";
}
/** §3.10: it holds its slot. */
export function holdsSlot({ place }) {
    return place.kind === "deciding" || place.kind === "between" || place.kind === "phase";
}
/** §3.10: it holds its pool units: a serving stage keeps them. */
export function holdsUnits(stage) {
    return holdsSlot(stage) || stage.place.kind === "serving";
}
/** The ways in which its open phase may end, by what is known so far. */
export function openPhaseEnds(scenario, stage) {
    const { place, script, attempt, stop } = stage;
    if (place.kind !== "phase")
        return [];
    const { phase, since } = place;
    const ends = (abortedAt) => phaseEnds({
        behaviour: attemptScript(script, attempt)[phase],
        startedAt: since,
        timeoutMs: timeoutOf(script, phase),
        graceMs: scenario.graceMs,
        abortedAt,
    });
    // §3.7: a teardown that has begun is let finish.
    if (phase === "teardown" || stop === undefined)
        return ends(undefined);
    return stop.sure ? ends(Math.max(stop.at, since)) : [...ends(undefined), ...ends(Math.max(stop.at, since))];
}
/** The next phase that it defines in this attempt; undefined: the attempt is done. */
export function nextPhase(stage) {
    const { place, script, worked } = stage;
    if (place.kind === "serving")
        return script.defines.includes("teardown") ? "teardown" : undefined;
    if (place.kind !== "between")
        return undefined;
    const order = ["setup", "run", "teardown"];
    const rest = place.after === undefined ? order : order.slice(order.indexOf(place.after) + 1);
    return rest.find((phase) => script.defines.includes(phase) && (phase !== "run" || worked));
}
/** The attempt has an error. */
export function attemptFailed(stage) {
    return stage.errors.length > stage.errorsBefore;
}
