import { expect, test } from "vitest";
import { buildGraph } from "../../src/plan/graph.js";
import { checkSelection, selectStages } from "../../src/plan/select-stages.js";
import { makeStage } from "../helpers/stages.js";
const GRAPH = buildGraph([
    makeStage("database", { tags: ["env"] }),
    makeStage("cache", { tags: ["env"] }),
    makeStage("api", { dependencies: ["database"], tags: ["smoke"] }),
    makeStage("web", { dependencies: ["api", "cache"] }),
    makeStage("report", { dependencies: [{ stage: "web", on: "settled" }] }),
]);
function select(selection) {
    const { selected } = selectStages(GRAPH, selection);
    return GRAPH.stages.flatMap(({ name }, index) => (selected.has(index) ? [name] : [])).join(" ");
}
function check(selection, unloaded = []) {
    return checkSelection(GRAPH, selection, new Set(unloaded)).map(({ code, message }) => `${code}: ${message}`);
}
test("takes all stages where nothing is named", () => {
    expect(select({})).toBe("database cache api web report");
    expect(select({ only: [], tags: [], noDeps: true })).toBe("database cache api web report");
});
test("takes dependencies along, however remote and whatever the condition", () => {
    expect(select({ only: ["api"] })).toBe("database api");
    expect(select({ only: ["report"] })).toBe("database cache api web report");
});
test("unites names and tags", () => {
    expect(select({ tags: ["env"] })).toBe("database cache");
    expect(select({ only: ["api"], tags: ["env"] })).toBe("database cache api");
});
test("leaves dependencies out where asked to", () => {
    expect(select({ only: ["web"], tags: ["smoke"], noDeps: true })).toBe("api web");
});
test("leaves out what is to be skipped, whatever else takes it", () => {
    expect(select({ skip: ["api"] })).toBe("database cache web report");
    expect(select({ only: ["web"], skip: ["cache"] })).toBe("database api web");
});
test("tells of names and tags that no stage has", () => {
    expect(check({ only: ["wbe", "api"], tags: ["smok", "nightly"], skip: ["checkout"] })).toMatchInlineSnapshot(`
    [
      "bad-option: only: unknown stage "wbe"; did you mean "web"? The stages are database, cache, api, web and report.",
      "bad-option: tags: no stage has the tag "smok"; did you mean "smoke"? The tags are env and smoke.",
      "bad-option: tags: no stage has the tag "nightly". The tags are env and smoke.",
      "bad-option: skip: unknown stage "checkout". The stages are database, cache, api, web and report.",
    ]
  `);
    expect(check({ only: ["api"], tags: ["env"], skip: ["web"] })).toEqual([]);
});
test("is silent on stages that could not be loaded, and on tags that they may have", () => {
    expect(check({ only: ["broken"], tags: ["nightly"], skip: ["broken"] }, ["broken"])).toEqual([]);
});
