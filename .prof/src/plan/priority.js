import { at } from "../util/at.js";
/** What is known without any history: the author's hint. */
export const authorsEstimate = (stage) => stage.estimateMs;
/**
 * The order in which ready stages start: `ranks[index]`, the lowest first. The
 * stage with the longest remaining path to the end of the graph comes first
 * (critical-path list scheduling: Graham 1969, Kohler 1975), then the one with
 * more dependents, then the one earlier in the plan. A stage without an
 * estimate counts as the mean of those that have one; where none has, paths are
 * counted in hops.
 */
export function rankStages(plan, estimateOf) {
    const lengths = remainingPaths(plan, estimateOf);
    const order = plan.stages
        .map(({ index }) => index)
        .sort((a, b) => at(lengths, b) - at(lengths, a) || fanOut(plan, b) - fanOut(plan, a) || a - b);
    const ranks = new Int32Array(order.length);
    for (const [rank, index] of order.entries())
        ranks[index] = rank;
    return ranks;
}
/** For each stage the length of the longest path from its start to the end of the graph. */
export function remainingPaths(plan, estimateOf) {
    const estimates = plan.stages.map(estimateOf);
    const known = estimates.filter((estimate) => estimate !== undefined);
    const fallback = known.length === 0 ? 1 : known.reduce((sum, estimate) => sum + estimate, 0) / known.length;
    const lengths = new Float64Array(plan.stages.length);
    for (const stage of plan.stages.toReversed()) {
        let longest = 0;
        for (const { index } of stage.dependents)
            longest = Math.max(longest, at(lengths, index));
        lengths[stage.index] = longest + (estimates[stage.index] ?? fallback);
    }
    return lengths;
}
function fanOut(plan, index) {
    return at(plan.stages, index).dependents.length;
}
