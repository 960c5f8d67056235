import { edgeVerdict } from "./readiness.js";
/** The edges that a stage still waits for. */
export function openEdgesOf(view, stage) {
    if (stage.state !== "pending")
        return [];
    return stage.description.dependencies.flatMap(({ stage: name, on }) => {
        const needed = view.stages.get(name);
        if (needed === undefined)
            return [];
        const verdict = edgeVerdict(on, standingOf(needed), needed.description.optional);
        return verdict === "open" ? [{ stage: name, on, state: needed.state }] : [];
    });
}
function standingOf({ state, servingAt }) {
    if (state === "passed" || state === "failed" || state === "skipped")
        return state;
    // Whoever has served is in teardown by now: the edges to it were decided before.
    return servingAt === undefined ? "open" : "serving";
}
