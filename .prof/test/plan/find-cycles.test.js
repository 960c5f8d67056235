import fc from "fast-check";
import { expect, test } from "vitest";
import { findCycles } from "../../src/plan/find-cycles.js";
import { anyGraph, chainOf, graphOf, shuffledDag } from "../helpers/graphs.js";
const pathOf = ({ edges }) => edges.map(({ from }) => from);
/** By brute force: the stages that can reach themselves. */
function onCycles(needs) {
    const reaches = (start) => {
        const seen = new Set(needs[start]);
        for (const index of seen)
            for (const target of needs[index] ?? [])
                seen.add(target);
        return seen.has(start);
    };
    return new Set([...needs.keys()].filter(reaches));
}
test("finds no cycle in an acyclic graph", () => {
    fc.assert(fc.property(shuffledDag, (needs) => {
        expect(findCycles(graphOf(needs))).toEqual([]);
    }));
});
test("finds the groups of stages on cycles in any graph", () => {
    fc.assert(fc.property(anyGraph, (needs) => {
        const members = findCycles(graphOf(needs)).flatMap((cycle) => cycle.members);
        expect(members).toHaveLength(new Set(members).size);
        expect(new Set(members)).toEqual(onCycles(needs));
    }));
});
test("finds closed paths along edges of the graph, through no stage twice", () => {
    fc.assert(fc.property(anyGraph, (needs) => {
        for (const cycle of findCycles(graphOf(needs))) {
            const path = pathOf(cycle);
            expect(new Set(path).size).toBe(path.length);
            expect(cycle.edges.map(({ to }) => to)).toEqual([...path.slice(1), path[0]]);
            for (const { from, to } of cycle.edges)
                expect(needs[from]).toContain(to);
        }
    }));
});
test("names an edge to cut only where no cycle of the group is left without it", () => {
    fc.assert(fc.property(anyGraph, (needs) => {
        for (const { cut, edges, members } of findCycles(graphOf(needs))) {
            if (cut === undefined)
                continue;
            for (const { from, to } of cut === "any" ? edges : [cut]) {
                const left = needs.map((targets, index) => targets.filter((target) => index !== from || target !== to));
                expect(members.filter((member) => onCycles(left).has(member))).toEqual([]);
            }
        }
    }));
});
test("finds the shortest way back from the stage that was defined first", () => {
    const [cycle] = findCycles(graphOf([[1, 3], [2], [3], [0]]));
    expect(cycle && pathOf(cycle)).toEqual([0, 3]);
    expect(cycle?.members).toEqual([0, 1, 2, 3]);
    expect(cycle?.cut).toEqual({ from: 3, to: 0 });
});
test("finds one cycle for each group, in the order of definition", () => {
    const cycles = findCycles(graphOf([[4], [2], [1], [0], [0], [2]]));
    expect(cycles.map(pathOf)).toEqual([
        [0, 4],
        [1, 2],
    ]);
});
test("closes a cycle of 100,000 stages", () => {
    const [, ...chain] = chainOf(100_000);
    const [cycle] = findCycles(graphOf([[99_999], ...chain]));
    expect(cycle?.edges).toHaveLength(100_000);
    expect(cycle?.cut).toBe("any");
});
