import { edgeVerdict } from "./edge-verdict.js";
import { predictStage } from "./predict-stage.js";
/**
 * The result of a run that nobody touches and that has no fail-fast: a pure
 * function of the graph and the scripts. `starved` names the stages that the
 * order of things starved of a pool. Undefined where a stage hangs, or where
 * a tie decides one.
 */
export function predictRun(scenario, starved) {
    const stages = new Map();
    for (const stage of dependenciesFirst(scenario.stages)) {
        const expected = expectStage({ scenario, starved, stages }, stage);
        if (expected === undefined)
            return undefined;
        stages.set(stage.name, expected);
    }
    const failed = scenario.stages.some((stage) => {
        const expected = stages.get(stage.name);
        if (stage.optional || expected === undefined)
            return false;
        return expected.kind === "skipped" ? starved.has(stage.name) : expected.end.status === "failed";
    });
    return { status: failed ? "failed" : "passed", stages };
}
function expectStage({ scenario, starved, stages }, stage) {
    if (scenario.skipped.includes(stage.name))
        return skippedBy("not-selected");
    const ways = [];
    for (const { stage: name, on } of stage.dependencies) {
        const verdict = edgeVerdict(on, standingOf(scenario, stages, name));
        if (verdict === "open")
            return undefined;
        if (verdict !== "satisfied")
            ways.push({ reason: verdict, culprit: name });
    }
    if (ways.length > 0)
        return { kind: "skipped", ways };
    if (starved.has(stage.name))
        return skippedBy("starved");
    const end = predictStage(scenario, stage);
    if (typeof end === "string")
        return undefined;
    return end.condition ? skippedBy("condition") : { kind: "ended", end };
}
function skippedBy(reason) {
    return { kind: "skipped", ways: [{ reason, culprit: undefined }] };
}
function standingOf(scenario, stages, name) {
    const expected = stages.get(name);
    if (expected === undefined)
        return { kind: "open" };
    const optional = scenario.stages.some((stage) => stage.name === name && stage.optional);
    if (expected.kind === "skipped")
        return { kind: "skipped", optional };
    if (expected.end.served || expected.end.status === "passed")
        return { kind: "passed" };
    return { kind: "failed", optional };
}
/** The stages so that each comes after what it depends on. */
export function dependenciesFirst(stages) {
    const byName = new Map(stages.map((stage) => [stage.name, stage]));
    const placed = new Set();
    const place = (stage) => {
        if (placed.has(stage))
            return;
        for (const { stage: name } of stage.dependencies) {
            const dependency = byName.get(name);
            if (dependency !== undefined)
                place(dependency);
        }
        placed.add(stage);
    };
    stages.forEach(place);
    return [...placed];
}
