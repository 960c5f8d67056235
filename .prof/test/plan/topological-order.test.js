import fc from "fast-check";
import { expect, test } from "vitest";
import { buildGraph } from "../../src/plan/graph.js";
import { topologicalOrder } from "../../src/plan/topological-order.js";
import { graphOf, shuffledDag } from "../helpers/graphs.js";
import { makeStages } from "../helpers/stages.js";
function order(dependencies) {
    const graph = buildGraph(makeStages(dependencies));
    return topologicalOrder(graph)
        .map((index) => graph.stages[index]?.name)
        .join(" ");
}
test("keeps the order of definition where no edge is against it", () => {
    expect(order({ a: [], b: ["a"], c: [], d: ["a", "c"] })).toBe("a b c d");
});
test("moves a stage no further than behind what it depends on", () => {
    expect(order({ a: [], b: ["d"], c: [], d: [], e: [] })).toBe("a c d b e");
    expect(order({ api: ["database"], database: [], web: ["api"] })).toBe("database api web");
});
test("leaves out stages on cycles and those that depend on them", () => {
    expect(order({ a: ["b"], b: ["a"], c: ["a"], d: [] })).toBe("d");
});
test("puts every stage of any acyclic graph once, behind all that it depends on", () => {
    fc.assert(fc.property(shuffledDag, (needs) => {
        const places = new Map(topologicalOrder(graphOf(needs)).map((index, place) => [index, place]));
        expect(places.size).toBe(needs.length);
        for (const [index, targets] of needs.entries()) {
            for (const target of targets)
                expect(places.get(target)).toBeLessThan(places.get(index) ?? -1);
        }
    }));
});
test("puts the stage that was defined first wherever more than one could come next", () => {
    fc.assert(fc.property(shuffledDag, (needs) => {
        const done = new Set();
        for (const index of topologicalOrder(graphOf(needs))) {
            const first = [...needs.keys()].find((other) => !done.has(other) && needs[other]?.every((need) => done.has(need)));
            expect(index).toBe(first);
            done.add(index);
        }
    }));
});
