import { edgeVerdict } from "./edge-verdict.js";
import { isPending } from "./stage-model.js";
/** §3.7: a cancel of the whole run, or fail-fast `stop`. A stage that is serving or in teardown keeps its outcome. */
export function stopAll(model, reason) {
    for (const stage of model.stages.values())
        stopStage(model, stage, { sure: true, reason });
}
export function stopStage(model, stage, { sure, reason }) {
    const { place, stop } = stage;
    if (place.kind === "over")
        return;
    stage.stop = {
        at: stop?.at ?? model.now,
        sure: sure || stop?.sure === true,
        alone: !sure || stop?.alone === true,
        // Of two stops at one moment either may be what skips a stage that has not begun.
        reasons: [...(stop?.reasons ?? []), ...(reason === undefined ? [] : [reason])],
    };
    if (sure && place.kind === "phase" && place.phase !== "teardown")
        stage.stoppedActive = true;
}
/** §3.8: the final failure of a required stage. What depends on it keeps that as its reason, the others are skipped for it. */
export function setOffFailFast(model, trigger) {
    const { failFast } = model.scenario;
    if (failFast === "off" || model.mode !== "open" || trigger.script.optional)
        return;
    model.mode = failFast;
    model.trigger = trigger.script.name;
    model.doomed = doomed(model);
    if (failFast === "stop")
        stopAll(model, undefined);
}
/** The pending stages that a refuted edge will skip, directly or through one another. */
function doomed(model) {
    const names = new Set();
    let before = -1;
    while (before < names.size) {
        before = names.size;
        for (const stage of model.stages.values()) {
            if (isPending(stage) && (stage.refuted.length > 0 || isRefutedByOneOf(model, stage, names))) {
                names.add(stage.script.name);
            }
        }
    }
    return names;
}
function isRefutedByOneOf(model, stage, names) {
    return stage.script.dependencies.some(({ stage: name, on }) => {
        if (!names.has(name))
            return false;
        const optional = model.stages.get(name)?.script.optional === true;
        return edgeVerdict(on, { kind: "skipped", optional }) !== "satisfied";
    });
}
