import { describe, expect, it } from "vitest";
import { authorsEstimate, rankStages, remainingPaths } from "../../src/plan/priority.js";
import { planOf } from "../helpers/board.js";
const nothing = () => undefined;
function orderOf(definitions, estimateOf = authorsEstimate) {
    const plan = planOf(definitions);
    const ranks = rankStages(plan, estimateOf);
    return plan.stages.toSorted((a, b) => (ranks[a.index] ?? 0) - (ranks[b.index] ?? 0)).map(({ name }) => name);
}
function pathsOf(definitions, estimateOf = authorsEstimate) {
    const plan = planOf(definitions);
    const lengths = remainingPaths(plan, estimateOf);
    return Object.fromEntries(plan.stages.map(({ name, index }) => [name, lengths[index]]));
}
const needs = (...dependencies) => ({ dependencies });
describe("the longest remaining path", () => {
    it("is counted in hops where nothing is known", () => {
        expect(pathsOf({ a: {}, b: needs("a"), c: needs("b"), d: needs("a") })).toEqual({ a: 3, b: 2, c: 1, d: 1 });
    });
    it("is the sum of the estimates along the longest way to the end", () => {
        const definitions = {
            a: { estimate: 10 },
            b: { ...needs("a"), estimate: 5 },
            c: { ...needs("a"), estimate: "1s" },
            d: { ...needs("b", "c"), estimate: 1 },
        };
        expect(pathsOf(definitions)).toEqual({ a: 1_011, b: 6, c: 1_001, d: 1 });
    });
    it("counts a stage without an estimate as the mean of those that have one", () => {
        expect(pathsOf({ a: { estimate: 10 }, b: { estimate: 30 }, c: needs("a") })).toEqual({ a: 30, b: 30, c: 20 });
    });
    it("takes what it is told of past durations", () => {
        const past = new Map([
            ["a", 7],
            ["b", 100],
        ]);
        const definitions = { a: { estimate: 1_000 }, b: needs("a"), c: {} };
        expect(pathsOf(definitions, ({ name }) => past.get(name))).toEqual({ a: 107, b: 100, c: 53.5 });
    });
    it("of a wide and deep graph is found in one pass", () => {
        const size = 5_000;
        const chain = Object.fromEntries(Array.from({ length: size }, (_, index) => [`s${index}`, index === 0 ? {} : needs(`s${index - 1}`)]));
        expect(pathsOf(chain, nothing).s0).toBe(size);
    });
});
describe("the order of starting", () => {
    it("puts the longest remaining path first", () => {
        expect(orderOf({ alone: {}, a: {}, b: needs("a"), c: needs("b") })).toEqual(["a", "b", "alone", "c"]);
    });
    it("puts more dependents first where paths are equally long", () => {
        expect(orderOf({ one: {}, two: {}, a: needs("one"), b: needs("two"), c: needs("two") }).slice(0, 2)).toEqual([
            "two",
            "one",
        ]);
    });
    it("else keeps the plan's order", () => {
        expect(orderOf({ c: {}, a: {}, b: {} })).toEqual(["c", "a", "b"]);
    });
    it("lets one long estimate outweigh many hops", () => {
        expect(orderOf({ a: { estimate: 1 }, b: { ...needs("a"), estimate: 1 }, long: { estimate: 60_000 } })[0]).toBe("long");
    });
});
