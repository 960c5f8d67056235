import { describe, expect, it } from "vitest";
import { fails } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, eventsOfType, simulate, stageOf, storyOf } from "../../helpers/simulate.js";
describe("§3.2 Skipping", () => {
    it("skips a stage at once where one edge is refuted, though others are still open", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "a", run: fails },
            { name: "slow", run: () => hold.promise },
            { name: "b", dependencies: ["slow", "a"] },
        ]);
        await simulation.clock.settle();
        expect(storyOf(simulation)).toContain("b dependency-failed");
        hold.open();
        await simulation.finish();
    });
    it("skips, through a stage, all that depend on it", async () => {
        const ended = await simulate([
            { name: "a", run: fails },
            { name: "b", dependencies: ["a"] },
            { name: "c", dependencies: ["b"] },
            { name: "d", dependencies: ["c"] },
        ]);
        expect(endsOf(ended)).toEqual({
            a: "failed",
            b: "dependency-failed",
            c: "dependency-skipped",
            d: "dependency-skipped",
        });
    });
    it("never calls a function of a skipped stage", async () => {
        const called = [];
        const call = (name) => () => {
            called.push(name);
        };
        await simulate([
            { name: "a", run: fails },
            {
                name: "b",
                dependencies: ["a"],
                when: () => {
                    called.push("when");
                    return true;
                },
                setup: call("setup"),
                run: call("run"),
                teardown: call("teardown"),
            },
        ]);
        expect(called).toEqual([]);
    });
    it("tells the way from the cause to the direct dependency", async () => {
        const ended = await simulate([
            { name: "a", run: fails },
            { name: "b", dependencies: ["a"] },
            { name: "c", dependencies: ["b"] },
        ]);
        expect(stageOf(ended, "b").skip).toEqual({ reason: "dependency-failed", because: ["a"] });
        expect(stageOf(ended, "c").skip).toEqual({ reason: "dependency-skipped", because: ["a", "b"] });
    });
    it("ends the way at the first cause where that is a skip", async () => {
        const ended = await simulate([
            { name: "a", when: () => "not today" },
            { name: "b", dependencies: ["a"] },
            { name: "c", dependencies: ["b"] },
        ]);
        expect(stageOf(ended, "a").skip).toEqual({ reason: "condition", because: [], message: "not today" });
        expect(stageOf(ended, "c").skip).toEqual({ reason: "dependency-skipped", because: ["a", "b"] });
    });
    it.each([
        [
            "dependency-failed",
            [
                { name: "a", run: fails },
                { name: "b", dependencies: ["a"] },
            ],
            {},
        ],
        [
            "dependency-skipped",
            [
                { name: "a", when: () => false },
                { name: "b", dependencies: ["a"] },
            ],
            {},
        ],
        ["dependency-passed", [{ name: "a" }, { name: "b", dependencies: [{ stage: "a", on: "failed" }] }], {}],
        ["condition", [{ name: "b", when: () => false }], {}],
        ["not-selected", [{ name: "a" }, { name: "b" }], { selection: { only: ["a"] } }],
        ["fail-fast", [{ name: "a", run: fails }, { name: "b" }], { failFast: "drain", concurrency: 1 }],
    ])("gives the reason %s", async (reason, stages, options) => {
        const ended = await simulate(stages, options);
        expect(stageOf(ended, "b")).toMatchObject({ status: "skipped", skip: { reason } });
    });
    it("names only the direct culprit in events", async () => {
        const ended = await simulate([
            { name: "a", run: fails },
            { name: "b", dependencies: ["a"] },
            { name: "c", dependencies: ["b"] },
        ]);
        expect(eventsOfType(ended, "stage.finished").map(({ stage, skip }) => [stage, skip])).toEqual([
            ["a", undefined],
            ["b", { reason: "dependency-failed", culprit: "a" }],
            ["c", { reason: "dependency-skipped", culprit: "b" }],
        ]);
    });
    it("shows at most 20 names of a long way, cause and direct dependency among them", async () => {
        const chain = Array.from({ length: 40 }, (_, index) => ({
            name: `s${index}`,
            dependencies: index === 0 ? [] : [`s${index - 1}`],
            ...(index === 0 && { run: fails }),
        }));
        const because = stageOf(await simulate(chain), "s39").skip?.because;
        expect(because).toHaveLength(20);
        expect(because?.at(0)).toBe("s0");
        expect(because?.at(-1)).toBe("s38");
    });
    it("shows a way of 20 names whole", async () => {
        const chain = Array.from({ length: 21 }, (_, index) => ({
            name: `s${index}`,
            dependencies: index === 0 ? [] : [`s${index - 1}`],
            ...(index === 0 && { run: fails }),
        }));
        expect(stageOf(await simulate(chain), "s20").skip?.because).toEqual(chain.slice(0, 20).map(({ name }) => name));
    });
    it("never touches a branch that does not depend on the failure", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "a", run: fails },
            { name: "b", dependencies: ["a"] },
            { name: "other", run: () => hold.promise },
            { name: "afterOther", dependencies: ["other"], run: () => { } },
        ]);
        await simulation.clock.settle();
        hold.open();
        expect(endsOf(await simulation.finish())).toEqual({
            a: "failed",
            b: "dependency-failed",
            other: "passed",
            afterOther: "passed",
        });
    });
    it("skips a stage once, however many of its edges are refuted", async () => {
        const ended = await simulate([
            { name: "a", run: fails },
            { name: "b", run: fails },
            { name: "c", dependencies: ["a", "b"] },
        ]);
        expect(storyOf(ended).filter((line) => line.startsWith("c "))).toEqual(["c dependency-failed"]);
    });
});
