import fc from "fast-check";
import { buildGraph } from "../../src/plan/graph.js";
import { makeStage } from "./stages.js";
/** Any graph of up to 12 stages, cycles and all. */
export const anyGraph = fc
    .integer({ min: 1, max: 12 })
    .chain((size) => fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 4 }), { minLength: size, maxLength: size }))
    .map((needs) => needs.map((targets, index) => targets.filter((target) => target !== index)));
/** An acyclic graph whose order of definition is any. */
export const shuffledDag = anyGraph.chain((needs) => fc
    .shuffledSubarray([...needs.keys()], { minLength: needs.length })
    .map((ranks) => needs.map((targets, index) => targets.filter((target) => (ranks[target] ?? 0) < (ranks[index] ?? 0)))));
/** Stages `s0`, `s1` … with these needs. */
export function graphOf(needs) {
    return buildGraph(needs.map((targets, index) => makeStage(`s${index}`, { dependencies: targets.map((target) => `s${target}`) })));
}
/** The positions of a long chain, each needing the one before it. */
export function chainOf(length) {
    return Array.from({ length }, (_, index) => (index === 0 ? [] : [index - 1]));
}
