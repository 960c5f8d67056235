import { describe, expect, it } from "vitest";
import { authorsEstimate } from "../../src/model/plan.ts";
import { expectedDurations, rankStages, remainingPaths } from "../../src/plan/priority.ts";
import { type Definitions, planOf } from "../helpers/board.ts";

const nothing = () => undefined;

function orderOf(
  definitions: Definitions,
  pools: Record<string, number> = {},
  estimateOf = authorsEstimate,
): readonly string[] {
  const plan = planOf(definitions);
  const ranks = rankStages(plan, { estimateOf, pools });
  return plan.stages.toSorted((a, b) => (ranks[a.index] ?? 0) - (ranks[b.index] ?? 0)).map(({ name }) => name);
}

function pathsOf(definitions: Definitions, estimateOf = authorsEstimate): Record<string, number | undefined> {
  const plan = planOf(definitions);
  const lengths = remainingPaths(plan, expectedDurations(plan, estimateOf));
  return Object.fromEntries(plan.stages.map(({ name, index }) => [name, lengths[index]]));
}

const needs = (...dependencies: readonly string[]) => ({ dependencies });

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
    const chain = Object.fromEntries(
      Array.from({ length: size }, (_, index) => [`s${index}`, index === 0 ? {} : needs(`s${index - 1}`)]),
    );
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
    expect(orderOf({ a: { estimate: 1 }, b: { ...needs("a"), estimate: 1 }, long: { estimate: 60_000 } })[0]).toBe(
      "long",
    );
  });

  it("puts what shares a mutex before what is longer alone, as it keeps the others waiting", () => {
    const mutex = { estimate: 40, resources: { port: 1 } };
    expect(orderOf({ alone: { estimate: 100 }, x: mutex, y: mutex, z: mutex })).toEqual(["x", "alone", "y", "z"]);
    expect(orderOf({ alone: { estimate: 100 }, x: mutex, y: mutex, z: mutex }, { port: 3 })[0]).toBe("alone");
  });

  it("counts what depends on the user of a pool before the user itself, also where both take no time", () => {
    const definitions = {
      a: { resources: { port: 1 } },
      b: needs("a"),
      c: { ...needs("b"), estimate: 1_000 },
      d: { ...needs("b"), estimate: 1_000 },
      e: { estimate: 50, resources: { port: 1 } },
      x: needs("e"),
      y: needs("e"),
    };
    const order = orderOf(definitions, {}, ({ estimateMs }) => estimateMs ?? 0);
    expect(order.filter((name) => name === "a" || name === "e")).toEqual(["a", "e"]);
  });

  it("counts what a kept stage holds for as long as its dependents run", () => {
    const definitions = {
      alone: { estimate: 100 },
      server: { estimate: 10, resources: { port: 1 } },
      other: { estimate: 30, resources: { port: 1 } },
      user: { ...needs("server"), estimate: 80 },
    };
    expect(orderOf(definitions)[0]).toBe("alone");
    expect(orderOf({ ...definitions, server: { ...definitions.server, keep: "dependents" } })[0]).toBe("server");
  });
});
