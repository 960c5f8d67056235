import { edgeVerdict } from "./edge-verdict.js";
import { poolSize } from "./scenario.js";
import { createStageModel, holdsSlot, holdsUnits, isPending } from "./stage-model.js";
export function createRunModel(scenario) {
    const stages = new Map(scenario.stages.map((script) => [script.name, createStageModel(script, !scenario.skipped.includes(script.name))]));
    const dependents = new Map(scenario.stages.map(({ name }) => [name, []]));
    for (const stage of stages.values()) {
        for (const name of new Set(stage.script.dependencies.map((edge) => edge.stage)))
            dependents.get(name)?.push(stage);
    }
    return {
        scenario,
        stages,
        dependents,
        now: 0,
        startedAt: 0,
        mode: "open",
        paused: false,
        trigger: undefined,
        doomed: new Set(),
        cancelReason: undefined,
        endOpen: false,
        state: "before",
        instantEndAt: undefined,
        starving: new Set(),
        leaks: [],
    };
}
/** A stage's end, or its serving, decides the edges on it. */
export function decideEdges(model, stage, standing) {
    stage.standing = standing;
    // §3.7: all pending stages are skipped before any edge is looked at again. One may have been cancelled alone before.
    const isCancelled = model.mode === "cancelled" || model.mode === "forced";
    if (isCancelled && stage.stop?.alone !== true && stage.refuted.length === 0)
        return;
    for (const dependent of model.dependents.get(stage.script.name) ?? []) {
        if (!isPending(dependent))
            continue;
        if (dependent.refuted.some(({ at }) => at < model.now))
            continue;
        // What starves together is skipped together, though a retry that starves with it sets off fail-fast.
        const isFailingFast = (model.mode === "drain" || model.mode === "stop") && stage.refuted.length === 0 && !model.starving.has(stage);
        if (isFailingFast && !model.doomed.has(dependent.script.name))
            continue;
        for (const edge of dependent.script.dependencies) {
            if (edge.stage !== stage.script.name)
                continue;
            const verdict = edgeVerdict(edge.on, standing);
            if (verdict === "open" || verdict === "satisfied")
                continue;
            dependent.refuted.push({ reason: verdict, culprit: edge.stage, at: model.now });
        }
    }
}
/** Every edge of it is satisfied. */
export function edgesSatisfied(model, stage) {
    return stage.script.dependencies.every(({ stage: name, on }) => {
        const dependency = model.stages.get(name);
        return dependency !== undefined && edgeVerdict(on, dependency.standing) === "satisfied";
    });
}
export function freeSlots(model) {
    let held = 0;
    for (const stage of model.stages.values())
        if (holdsSlot(stage))
            held += 1;
    return model.scenario.concurrency - held;
}
export function unitsHeld(model, pool) {
    let held = 0;
    for (const stage of model.stages.values())
        if (holdsUnits(stage))
            held += stage.script.demands[pool] ?? 0;
    return held;
}
/** The pools have what the stage asks for. */
export function poolsSuffice(model, { script }) {
    return Object.entries(script.demands).every(([pool, units]) => unitsHeld(model, pool) + units <= poolSize(model.scenario, pool));
}
/** All that depends on it, however remotely, is over. */
export function dependentsAreOver(model, stage) {
    const seen = new Set();
    const open = [stage];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (const dependent of model.dependents.get(next.script.name) ?? []) {
            if (seen.has(dependent))
                continue;
            if (dependent.place.kind !== "over")
                return false;
            seen.add(dependent);
            open.push(dependent);
        }
    }
    return true;
}
/** §2: a serving stage whose teardown is due. */
export function isReleased(model, stage) {
    if (stage.place.kind !== "serving" || !dependentsAreOver(model, stage))
        return false;
    return stage.script.keep === "dependents" || model.endOpen;
}
/** Opens the scope `end` where nothing but kept stages is left, none of them to be torn down for its own sake. */
export function lookForEnd(model) {
    if (model.endOpen)
        return;
    for (const stage of model.stages.values()) {
        if (stage.place.kind === "over")
            continue;
        if (stage.place.kind !== "serving" || isReleased(model, stage))
            return;
    }
    model.endOpen = true;
}
/** Nothing active, no retry and no teardown waiting (§3.10): no units will ever come back. */
export function nothingMoves(model) {
    for (const stage of model.stages.values()) {
        const { kind } = stage.place;
        if (holdsSlot(stage) || kind === "askingRetry" || isReleased(model, stage))
            return false;
        if (kind === "backingOff" && !isDue(model, stage))
            return false;
        if (kind === "waiting" && (stage.refuted.length > 0 || edgesSatisfied(model, stage)))
            return false;
    }
    return true;
}
/** It waits for nothing but a slot and its units. */
export function isDue(model, { place }) {
    return place.kind === "ready" || (place.kind === "backingOff" && place.until <= model.now);
}
/** §3.10: it is due, its pools have too little, and nothing will give units back. */
export function starves(model, stage) {
    if (model.starving.has(stage))
        return true;
    if (!isDue(model, stage) || poolsSuffice(model, stage) || !nothingMoves(model))
        return false;
    model.starving = new Set([...model.stages.values()].filter((other) => isDue(model, other)));
    return true;
}
/**
 * A released stage waits for a slot to tear down in. Not counted at that moment
 * is what is released by a stage that ends as it starts, and what is released
 * as it begins to serve: the starts that were decided together with those come
 * first.
 */
export function teardownWaits(model) {
    return [...model.stages.values()].some((stage) => {
        if (!isReleased(model, stage) || !stage.script.defines.includes("teardown"))
            return false;
        const isBeginningToServe = stage.place.kind === "serving" && stage.place.since === model.now;
        if (model.instantEndAt !== model.now && !isBeginningToServe)
            return true;
        return (stage.waitsSince ?? model.now) < model.now;
    });
}
/** Notes a stage that ends, or serves, as it is told to start or let go: there was nothing to call. */
export function noteInstantEnd(model, stage) {
    const isLetGo = stage.place.kind === "serving";
    if (isLetGo || (stage.startedAt === model.now && !stage.called))
        model.instantEndAt = model.now;
}
