import { expect, test } from "vitest";
import { compilePlan } from "../../src/plan/compile-plan.js";
import { makeStage } from "../helpers/stages.js";
/** The problems of a plan, by stage. */
function problemsOf(definitions, { pools = {}, selection } = {}) {
    const stages = Object.entries(definitions).map(([name, definition]) => makeStage(name, definition));
    const compiled = compilePlan(stages, { pipeline: "test", pools, selection });
    return "problems" in compiled
        ? compiled.problems.map(({ code, stage, message }) => `${code}: ${stage}: ${message}`)
        : [];
}
const kept = (dependencies = [], units = 1) => ({
    dependencies,
    keep: "dependents",
    resources: { port: units },
});
const asking = (dependencies, units = 1) => ({
    dependencies,
    resources: { port: units },
});
test("refuses a stage that asks for more than the pool has", () => {
    expect(problemsOf({ a: { resources: { port: 3, other: 1 } } }, { pools: { port: 2 } })).toMatchInlineSnapshot(`
    [
      "pool-too-small: a: It asks for 3 units of the pool "port", which has 2. Give the pool at least 3, or ask for less.",
    ]
  `);
    expect(problemsOf({ a: { resources: { port: 2 } } })).toMatchInlineSnapshot(`
    [
      "pool-too-small: a: It asks for 2 units of the pool "port", which has 1. Give the pool at least 2, or ask for less.",
    ]
  `);
    expect(problemsOf({ a: { resources: { port: 2 } } }, { pools: { port: 2 } })).toEqual([]);
});
test("does not look at the demands of stages that are not selected", () => {
    expect(problemsOf({ a: { resources: { port: 3 } }, b: {} }, { selection: { skip: ["a"] } })).toEqual([]);
});
test("refuses a stage that needs what keeps its units", () => {
    expect(problemsOf({ database: kept(), api: asking(["database"]) })).toMatchInlineSnapshot(`
    [
      "pool-too-small: api: It can never start: the pool "port" has 1, it asks for 1, and what it needs is kept up and holds the rest: "database" (1). Give the pool at least 2, or let go of a stage earlier with keep: "run".",
    ]
  `);
    expect(problemsOf({ database: kept(), api: asking(["database"]) }, { pools: { port: 2 } })).toEqual([]);
});
test("adds up all kept stages on the way, each once", () => {
    const stages = { a: kept(), left: kept(["a"]), right: kept(["a"]), top: asking(["left", "right"]) };
    expect(problemsOf(stages, { pools: { port: 3 } })).toMatchInlineSnapshot(`
    [
      "pool-too-small: top: It can never start: the pool "port" has 3, it asks for 1, and what it needs is kept up and holds the rest: "a" (1), "left" (1) and "right" (1). Give the pool at least 4, or let go of a stage earlier with keep: "run".",
    ]
  `);
    expect(problemsOf(stages, { pools: { port: 4 } })).toEqual([]);
});
test("refuses a stage that needs two kept stages that cannot be up together", () => {
    expect(problemsOf({ a: kept(), b: kept(), c: { dependencies: ["a", "b"] } })).toMatchInlineSnapshot(`
    [
      "pool-too-small: c: It can never start: the pool "port" has 1, and what it needs is kept up and holds more: "a" (1) and "b" (1). Give the pool at least 2, or let go of a stage earlier with keep: "run".",
    ]
  `);
});
test("looks through stages that ask for nothing", () => {
    expect(problemsOf({ a: kept(), b: { dependencies: ["a"] }, c: asking(["b"]) })).toHaveLength(1);
});
test("tells only the first stage of a path that cannot start", () => {
    const stages = { a: kept(), b: asking(["a"]), c: asking(["b"]), d: { dependencies: ["c"] }, e: asking(["a"]) };
    expect(problemsOf(stages).map((text) => text.split(": ", 2).join(": "))).toEqual([
        "pool-too-small: b",
        "pool-too-small: e",
    ]);
});
test("lets go where the other stage may be down", () => {
    expect(problemsOf({ a: { ...kept(), keep: "run" }, b: asking(["a"]) })).toEqual([]);
    expect(problemsOf({ a: { ...kept(), optional: true }, b: asking(["a"]) })).toEqual([]);
    expect(problemsOf({ a: kept(), b: asking([{ stage: "a", on: "settled" }]) })).toEqual([]);
    expect(problemsOf({ a: kept(), b: asking([{ stage: "a", on: "failed" }]) })).toEqual([]);
    expect(problemsOf({ a: kept(), b: { dependencies: ["a"], optional: true }, c: asking(["b"]) })).toEqual([]);
    expect(problemsOf({ a: kept(), b: asking([]) })).toEqual([]);
});
test("looks only at what is selected", () => {
    const stages = { a: kept(), b: kept(["a"]), c: asking(["b"]) };
    expect(problemsOf(stages)).toHaveLength(1);
    expect(problemsOf(stages, { selection: { only: ["c"], noDeps: true } })).toEqual([]);
    expect(problemsOf(stages, { selection: { skip: ["a"] } })).toEqual([]);
});
test("knows pools of any name", () => {
    const resources = JSON.parse('{ "__proto__": 1, "constructor": 1 }');
    const stages = { a: { resources, keep: "end" }, b: { dependencies: ["a"], resources } };
    expect(problemsOf(stages)).toHaveLength(2);
    expect(problemsOf(stages, { pools: JSON.parse('{ "__proto__": 2, "constructor": 2 }') })).toEqual([]);
});
test("stays fast where thousands of kept stages follow each other", () => {
    const stages = { s0: kept() };
    for (let index = 1; index < 20_000; index += 1)
        stages[`s${index}`] = kept([`s${index - 1}`]);
    expect(problemsOf(stages, { pools: { port: 1_000_000 } })).toEqual([]);
    expect(problemsOf(stages, { pools: { port: 15_000 } })).toEqual([]);
});
