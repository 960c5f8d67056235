import { at } from "../util/at.js";
import { checkCycles } from "./check-cycles.js";
import { checkDemands } from "./check-demands.js";
import { checkDependencies } from "./check-dependencies.js";
import { checkNames } from "./check-names.js";
import { checkStarvation } from "./check-starvation.js";
import { buildGraph, invertEdges } from "./graph.js";
import { checkSelection, selectStages } from "./select-stages.js";
import { topologicalOrder } from "./topological-order.js";
/** Checks definitions against each other and ties them to a plan; all that is wrong comes back as problems. */
export function compilePlan(stages, options) {
    const { selection = {}, pools } = options;
    const unloaded = new Set(options.unloaded);
    const graph = buildGraph(stages);
    const order = topologicalOrder(graph);
    const selected = selectStages(graph, selection);
    const problems = [
        ...checkNames(stages),
        ...checkDependencies(graph, unloaded),
        ...(order.length < stages.length ? checkCycles(graph) : []),
        ...checkSelection(graph, selection, unloaded),
        ...checkDemands(stages.filter((_, index) => selected.selected.has(index)), pools),
    ];
    if (problems.length === 0)
        problems.push(...checkAnyLeft(stages, selected, options.unloaded));
    if (problems.length > 0)
        return { problems };
    const plan = toPlan(graph, { pipeline: options.pipeline, order, selected, noDeps: selection.noDeps ?? false });
    const starvation = checkStarvation(plan, pools);
    return starvation.length > 0 ? { problems: starvation } : { plan };
}
function checkAnyLeft(stages, { selected }, unloaded) {
    if (stages.length === 0) {
        return unloaded === undefined ? [{ code: "bad-option", message: "There are no stages to run." }] : [];
    }
    if (selected.size > 0 || (unloaded !== undefined && unloaded.length > 0))
        return [];
    const message = `Nothing is left to run: the selection leaves out ${stages.length === 1 ? "the only stage" : `all ${stages.length} stages`}.`;
    return [{ code: "bad-option", message }];
}
/** Puts the stages into their order and points the edges at the new positions. */
function toPlan(graph, { pipeline, order, selected: { selected, skipped }, noDeps }) {
    const placeAt = new Int32Array(order.length);
    for (const [place, position] of order.entries())
        placeAt[position] = place;
    const counts = (position) => !noDeps || selected.has(position) || skipped.has(position);
    const needs = order.map((position) => at(graph.needs, position)
        .filter(({ index }) => counts(index))
        .map(({ index, on }) => ({ index: at(placeAt, index), on })));
    const dependents = invertEdges(needs);
    const stages = [];
    for (const [index, position] of order.entries()) {
        const stage = at(graph.stages, position);
        stages.push({
            ...stage,
            index,
            needs: at(needs, index),
            dependents: at(dependents, index),
            selected: selected.has(position),
        });
    }
    return { pipeline, stages, indexOf: new Map(stages.map(({ name, index }) => [name, index])) };
}
