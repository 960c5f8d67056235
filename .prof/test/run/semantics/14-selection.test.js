import { describe, expect, it } from "vitest";
import { StagewrightError } from "../../../src/model/problem.js";
import { fails } from "../../helpers/functions.js";
import { begin, endsOf, simulate, stageOf } from "../../helpers/simulate.js";
const stages = [
    { name: "db", tags: ["infra"] },
    { name: "api", dependencies: ["db"], tags: ["web"] },
    { name: "page", dependencies: ["api"], tags: ["web", "slow"] },
    { name: "lint", tags: ["fast"] },
];
async function passedOf(selection) {
    const { report } = await simulate(stages, { selection });
    return report.stages.filter(({ status }) => status === "passed").map(({ name }) => name);
}
describe("§3.14 Selection", () => {
    it("takes all where nothing is said", async () => {
        expect(await passedOf({})).toEqual(["db", "api", "page", "lint"]);
    });
    it("takes with only what it names and its dependencies along", async () => {
        expect(await passedOf({ only: ["api"] })).toEqual(["db", "api"]);
    });
    it("takes with tags every stage that has one of them, and its dependencies along", async () => {
        expect(await passedOf({ tags: ["web"] })).toEqual(["db", "api", "page"]);
        expect(await passedOf({ tags: ["infra", "fast"] })).toEqual(["db", "lint"]);
    });
    it("unites only and tags", async () => {
        expect(await passedOf({ only: ["api"], tags: ["fast"] })).toEqual(["db", "api", "lint"]);
    });
    it("shows what is not selected as skipped, not-selected", async () => {
        const ended = await simulate(stages, { selection: { only: ["lint"] } });
        expect(endsOf(ended)).toEqual({ db: "not-selected", api: "not-selected", page: "not-selected", lint: "passed" });
        expect(stageOf(ended, "db").skip).toEqual({ reason: "not-selected", because: [] });
        expect(ended.report.status).toBe("passed");
    });
    it("counts with noDeps edges to stages that are not selected as satisfied", async () => {
        const ended = await simulate(stages, { selection: { only: ["page"], noDeps: true } });
        expect(endsOf(ended)).toEqual({ db: "not-selected", api: "not-selected", page: "passed", lint: "not-selected" });
    });
    it("keeps with noDeps the edges between stages that are selected", async () => {
        const ended = await simulate([{ name: "a" }, { name: "b", dependencies: ["a"], run: fails }, { name: "c", dependencies: ["b", "a"] }], { selection: { only: ["b", "c"], noDeps: true } });
        expect(endsOf(ended)).toEqual({ a: "not-selected", b: "failed", c: "dependency-failed" });
    });
    it("skips with skip what depends on what it names: rule 2 holds", async () => {
        const ended = await simulate(stages, { selection: { skip: ["api"] } });
        expect(endsOf(ended)).toEqual({ db: "passed", api: "not-selected", page: "dependency-skipped", lint: "passed" });
        expect(stageOf(ended, "page").skip).toEqual({ reason: "dependency-skipped", because: ["api"] });
    });
    it("skips with skip also under noDeps", async () => {
        const ended = await simulate(stages, { selection: { only: ["page"], skip: ["api"], noDeps: true } });
        expect(endsOf(ended)).toMatchObject({ api: "not-selected", page: "dependency-skipped" });
    });
    it("satisfies with a skipped stage what waits for any end of it, or for it where it is optional", async () => {
        const ended = await simulate([
            { name: "a" },
            { name: "b", optional: true },
            { name: "afterA", dependencies: [{ stage: "a", on: "settled" }] },
            { name: "afterB", dependencies: ["b"] },
        ], { selection: { skip: ["a", "b"] } });
        expect(endsOf(ended)).toEqual({ a: "not-selected", b: "not-selected", afterA: "passed", afterB: "passed" });
    });
    it.each([{ only: ["apy"] }, { skip: ["apy"] }, { tags: ["wep"] }])("refuses a name that no stage has: %j", (selection) => {
        expect(() => begin(stages, { selection })).toThrow(StagewrightError);
    });
    it("refuses a selection that leaves nothing to run", () => {
        expect(() => begin(stages, { selection: { only: ["lint"], skip: ["lint"] } })).toThrow(/Nothing is left to run/);
    });
});
