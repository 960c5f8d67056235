import fc from "fast-check";
import { expect, test } from "vitest";
import { formatProblems } from "../../src/model/problem.js";
import { compilePlan } from "../../src/plan/compile-plan.js";
import { chainOf, graphOf, shuffledDag } from "../helpers/graphs.js";
import { makeStage, makeStages } from "../helpers/stages.js";
function planOf(stages, selection) {
    const compiled = compilePlan(stages, { pipeline: "checkout", pools: {}, selection });
    if ("problems" in compiled)
        throw new TypeError(formatProblems(compiled.problems));
    return compiled.plan;
}
function problemsOf(stages, options = {}) {
    const compiled = compilePlan(stages, { pipeline: "checkout", pools: {}, ...options });
    return "problems" in compiled ? formatProblems(compiled.problems) : "";
}
/** Each stage with the names that its edges point at. */
function edgesOf({ stages }) {
    return stages.map(({ name, needs }) => [name, ...needs.map(({ index, on }) => `${stages[index]?.name}:${on}`)].join(" "));
}
test("puts stages into topological order with edges by position, both ways", () => {
    const plan = planOf([
        makeStage("web", { dependencies: ["api", { stage: "lint", on: "settled" }] }),
        makeStage("api", { dependencies: ["database"] }),
        makeStage("database"),
        makeStage("lint"),
    ]);
    expect(plan.pipeline).toBe("checkout");
    expect(edgesOf(plan)).toEqual(["database", "api database:passed", "lint", "web api:passed lint:settled"]);
    expect(plan.stages.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(plan.stages.map(({ dependents }) => dependents)).toEqual([
        [{ index: 1, on: "passed" }],
        [{ index: 3, on: "passed" }],
        [{ index: 3, on: "settled" }],
        [],
    ]);
    expect([...plan.indexOf]).toEqual([
        ["database", 0],
        ["api", 1],
        ["lint", 2],
        ["web", 3],
    ]);
});
test("ties the same edges from both ends in any plan", () => {
    fc.assert(fc.property(shuffledDag, (needs) => {
        const { stages } = planOf(graphOf(needs).stages);
        const down = stages.flatMap(({ index, needs }) => needs.map((edge) => `${index} ${edge.index}`));
        const up = stages.flatMap(({ index, dependents }) => dependents.map((edge) => `${edge.index} ${index}`));
        expect(up.toSorted()).toEqual(down.toSorted());
        expect(down).toHaveLength(needs.flat().length);
    }));
});
test("keeps unselected stages in the plan", () => {
    const plan = planOf(makeStages({ a: [], b: ["a"], c: ["b"] }), { only: ["b"] });
    expect(plan.stages.map(({ name, selected }) => `${name} ${selected}`)).toEqual(["a true", "b true", "c false"]);
    expect(edgesOf(plan)).toEqual(["a", "b a:passed", "c b:passed"]);
});
test("lets go of edges to stages that are not selected under noDeps, but not of the dependencies that are told", () => {
    const plan = planOf(makeStages({ a: [], b: ["a"], c: ["b"] }), { only: ["c"], noDeps: true });
    expect(edgesOf(plan)).toEqual(["a", "b", "c"]);
    expect(plan.stages.map(({ dependents }) => dependents.length)).toEqual([0, 0, 0]);
    expect(plan.stages.at(-1)?.dependencies).toEqual([{ stage: "b", on: "passed" }]);
});
test("keeps edges to stages that are to be skipped, even under noDeps", () => {
    const stages = makeStages({ a: [], b: [], c: ["a", "b"] });
    expect(edgesOf(planOf(stages, { skip: ["b"] }))).toEqual(["a", "b", "c a:passed b:passed"]);
    expect(edgesOf(planOf(stages, { only: ["c"], skip: ["b"], noDeps: true }))).toEqual(["a", "b", "c b:passed"]);
});
test("takes names that every object has for ordinary ones", () => {
    const plan = planOf([
        makeStage("toString", { dependencies: ["constructor", "__proto__"] }),
        makeStage("constructor"),
        makeStage("__proto__", { dependencies: ["constructor"] }),
    ]);
    expect(edgesOf(plan)).toEqual([
        "constructor",
        "__proto__ constructor:passed",
        "toString constructor:passed __proto__:passed",
    ]);
    expect(problemsOf(makeStages({ a: ["toString", "__proto__"] }))).toMatchInlineSnapshot(`
    "stage "a": unknown-dependency: Unknown dependency "toString". The stages are a.
    stage "a": unknown-dependency: Unknown dependency "__proto__". The stages are a."
  `);
});
test("tells all problems together", () => {
    const stages = [
        makeStage("api", { dependencies: ["databse", "api"] }, "stages/api.ts"),
        makeStage("database", { dependencies: ["web"] }, "stages/database.ts"),
        makeStage("web", { dependencies: ["database"] }, "stages/web.mjs"),
        makeStage("web", {}, "stages/web.ts"),
        makeStage("big", { resources: { memory: 2 } }, "stages/big.ts"),
    ];
    expect(problemsOf(stages, { selection: { only: ["api", "wep", "big"] } })).toMatchInlineSnapshot(`
    "stages/web.ts: stage "web": duplicate-name: Two stages are called "web": stages/web.mjs and stages/web.ts. Rename all but one.
    stages/api.ts: stage "api": unknown-dependency: Unknown dependency "databse"; did you mean "database"? The stages are api, database, web and big.
    stages/api.ts: stage "api": self-dependency: It depends on itself. Remove "api" from its dependencies.
    stages/database.ts: stage "database": cycle: database → web → database: each needs the next, so none can start. Remove one of these dependencies:
      "database" needs "web" (stages/database.ts)
      "web" needs "database" (stages/web.mjs)
    bad-option: only: unknown stage "wep"; did you mean "web"? The stages are api, database, web and big.
    stages/big.ts: stage "big": pool-too-small: It asks for 2 units of the pool "memory", which has 1. Give the pool at least 2, or ask for less."
  `);
});
test("names the nearest stage for an unknown dependency, and all stages", () => {
    expect(problemsOf([makeStage("api", { dependencies: ["databse"] }), makeStage("database")])).toMatchInlineSnapshot(`"stage "api": unknown-dependency: Unknown dependency "databse"; did you mean "database"? The stages are api and database."`);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`stage-${index}`, []]));
    expect(problemsOf(makeStages({ ...many, last: ["checkout"] }))).toMatchInlineSnapshot(`"stage "last": unknown-dependency: Unknown dependency "checkout". The stages are stage-0, stage-1, stage-2, stage-3, stage-4, stage-5, stage-6, stage-7, stage-8, stage-9, stage-10, stage-11, stage-12, stage-13, stage-14, stage-15, stage-16, stage-17, stage-18, stage-19 and 81 more."`);
});
test("is silent on dependencies that could not be loaded", () => {
    expect(problemsOf(makeStages({ api: ["database"] }), { unloaded: ["database"] })).toBe("");
});
test("names every file of a name that is taken twice", () => {
    const stages = [
        makeStage("api", {}, "stages/api.js"),
        makeStage("api", {}, "stages/api.ts"),
        makeStage("web"),
        makeStage("web"),
        makeStage("web", {}, "stages/web.ts"),
        makeStage("lint"),
        makeStage("lint"),
    ];
    expect(problemsOf(stages)).toMatchInlineSnapshot(`
    "stages/api.ts: stage "api": duplicate-name: Two stages are called "api": stages/api.js and stages/api.ts. Rename all but one.
    stage "web": duplicate-name: 3 stages are called "web": one that is defined in code, one that is defined in code and stages/web.ts. Rename all but one.
    stage "lint": duplicate-name: Two stages are called "lint". Rename all but one."
  `);
});
test("shows the whole path of a cycle, and where each of its edges is", () => {
    const stages = [
        makeStage("api", { dependencies: ["cache"] }, "stages/api.ts"),
        makeStage("cache", { dependencies: ["database"] }, "stages/cache.ts"),
        makeStage("database", { dependencies: ["api"] }),
        makeStage("web", { dependencies: ["api"] }, "stages/web.ts"),
    ];
    expect(problemsOf(stages)).toMatchInlineSnapshot(`
    "stages/api.ts: stage "api": cycle: api → cache → database → api: each needs the next, so none can start. Remove one of these dependencies:
      "api" needs "cache" (stages/api.ts)
      "cache" needs "database" (stages/cache.ts)
      "database" needs "api""
  `);
});
test("names the edge that is on every cycle", () => {
    expect(problemsOf(makeStages({ a: ["b", "c"], b: ["d"], c: ["d"], d: ["a"] }))).toMatchInlineSnapshot(`
    "stage "a": cycle: a → b → d → a: each needs the next, so none can start. Remove the dependency of "d" on "a", which ends every cycle here:
      "a" needs "b"
      "b" needs "d"
      "d" needs "a""
  `);
});
test("tells where one cut is not enough", () => {
    expect(problemsOf(makeStages({ a: ["b"], b: ["a", "c"], c: ["b"] }))).toMatchInlineSnapshot(`
    "stage "a": cycle: a → b → a: each needs the next, so none can start. Remove one of these dependencies; there are more cycles among a, b and c:
      "a" needs "b"
      "b" needs "a""
  `);
});
test("tells a cycle for each group of stages", () => {
    const text = problemsOf(makeStages({ a: ["b"], b: ["a"], c: ["d", "a"], d: ["c"] }));
    expect(text.match(/cycle: .*?:/g)).toEqual(["cycle: a → b → a:", "cycle: c → d → c:"]);
});
test("refuses a plan with nothing to run", () => {
    expect(problemsOf([])).toMatchInlineSnapshot(`"bad-option: There are no stages to run."`);
    expect(problemsOf(makeStages({ a: [], b: [] }), { selection: { skip: ["a", "b"] } })).toMatchInlineSnapshot(`"bad-option: Nothing is left to run: the selection leaves out all 2 stages."`);
});
test("leaves it to the loader to tell of stages that it could not load", () => {
    expect(problemsOf([], { unloaded: [] })).toBe("");
    expect(problemsOf([], { unloaded: ["a"] })).toBe("");
    expect(problemsOf(makeStages({ a: [] }), { unloaded: ["b"], selection: { only: ["b"] } })).toBe("");
});
test("compiles a chain of 100,000 stages", () => {
    const { stages } = graphOf(chainOf(100_000));
    expect(planOf(stages.toReversed()).stages.at(-1)?.name).toBe("s99999");
});
test("cuts the path of a very long cycle", () => {
    const [, ...chain] = chainOf(1_000);
    const text = problemsOf(graphOf([[999], ...chain]).stages);
    expect(text.length).toBeLessThan(2_000);
    expect(text).toContain("→ 901 more →");
});
