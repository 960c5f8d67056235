import { dependenciesFirst } from "./predict-run.js";
const known = new WeakMap();
/** How many stages the longest path that begins with each stage has after it. */
export function hopsToSink(scenario) {
    const found = known.get(scenario);
    if (found !== undefined)
        return found;
    const hops = new Map(scenario.stages.map(({ name }) => [name, 0]));
    for (const stage of [...dependenciesFirst(scenario.stages)].reverse()) {
        const own = hops.get(stage.name) ?? 0;
        for (const { stage: name } of stage.dependencies)
            hops.set(name, Math.max(hops.get(name) ?? 0, own + 1));
    }
    known.set(scenario, hops);
    return hops;
}
