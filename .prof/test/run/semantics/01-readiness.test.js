import { describe, expect, it } from "vitest";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, takes } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, eventsOfType, simulate, stageOf, storyOf } from "../../helpers/simulate.js";
describe("§3.1 Readiness", () => {
    it("starts a stage the moment its own dependencies allow, without waiting for a level", async () => {
        const clock = createSimulatedClock();
        const ended = await simulate([
            { name: "fast", run: takes(clock, 10) },
            { name: "slow", run: takes(clock, 100) },
            { name: "afterFast", dependencies: ["fast"], run: takes(clock, 10) },
            { name: "afterBoth", dependencies: ["afterFast", "slow"], run: takes(clock, 10) },
        ], { clock });
        expect(stageOf(ended, "afterFast").startedAt).toBe(10);
        expect(stageOf(ended, "afterBoth").startedAt).toBe(100);
        expect(ended.report.durationMs).toBe(110);
    });
    it("starts independent stages in the same moment", async () => {
        const hold = gate();
        const names = ["a", "b", "c", "d"];
        const simulation = begin(names.map((name) => ({ name, run: () => hold.promise })));
        await simulation.clock.settle();
        expect(storyOf(simulation)).toEqual(["run.started", ...names.map((name) => `${name}.run`)]);
        hold.open();
        await simulation.finish();
    });
    it("tells that a stage is ready once its last edge is satisfied, and once only", async () => {
        const ended = await simulate([
            { name: "a", run: () => { } },
            { name: "b", run: () => { } },
            { name: "c", dependencies: ["a", "b"], run: () => { } },
        ]);
        expect(eventsOfType(ended, "stage.ready").map(({ stage }) => stage)).toEqual(["a", "b", "c"]);
        const order = ended.events.map((event) => ("stage" in event ? `${event.type} ${event.stage}` : event.type));
        expect(order.indexOf("stage.ready c")).toBeGreaterThan(order.indexOf("stage.finished b"));
    });
    describe('on: "passed"', () => {
        it("is what a plain name means", async () => {
            const ended = await simulate([
                { name: "a", run: fails },
                { name: "b", dependencies: ["a"] },
            ]);
            expect(stageOf(ended, "b").dependencies).toEqual([{ stage: "a", on: "passed" }]);
            expect(endsOf(ended)).toEqual({ a: "failed", b: "dependency-failed" });
        });
        it("is satisfied by a dependency that passed, in all its phases", async () => {
            const ended = await simulate([
                { name: "a", setup: () => { }, run: () => { }, teardown: () => { } },
                { name: "b", dependencies: ["a"], run: () => { } },
            ]);
            expect(storyOf(ended).slice(6)).toEqual([
                "a.teardown passed",
                "a passed",
                "b.run",
                "b.run passed",
                "b passed",
                "run.finished",
            ]);
        });
        it("is refuted by a dependency whose teardown failed", async () => {
            const ended = await simulate([
                { name: "a", run: () => { }, teardown: fails },
                { name: "b", dependencies: ["a"] },
            ]);
            expect(endsOf(ended)).toEqual({ a: "failed", b: "dependency-failed" });
        });
        it("is satisfied by a dependency that serves", async () => {
            const ended = await simulate([
                { name: "db", run: () => { }, keep: "dependents", teardown: () => { } },
                { name: "api", dependencies: ["db"], run: () => { } },
            ]);
            const story = storyOf(ended);
            expect(story.indexOf("api.run")).toBeGreaterThan(story.indexOf("db serving"));
            expect(story.indexOf("api.run")).toBeLessThan(story.indexOf("db.teardown"));
        });
        it("is satisfied by an optional dependency that failed", async () => {
            const ended = await simulate([
                { name: "a", optional: true, run: fails },
                { name: "b", dependencies: ["a"], run: () => { } },
            ]);
            expect(endsOf(ended)).toEqual({ a: "failed", b: "passed" });
        });
        it("is satisfied by an optional dependency that was skipped", async () => {
            const ended = await simulate([
                { name: "a", optional: true, when: () => false },
                { name: "b", dependencies: ["a"], run: () => { } },
            ]);
            expect(endsOf(ended)).toEqual({ a: "condition", b: "passed" });
        });
        it("is refuted by a required dependency that was skipped", async () => {
            const ended = await simulate([
                { name: "a", when: () => false },
                { name: "b", dependencies: ["a"] },
            ]);
            expect(endsOf(ended)).toEqual({ a: "condition", b: "dependency-skipped" });
        });
    });
    describe('on: "settled"', () => {
        const afterwards = { name: "b", dependencies: [{ stage: "a", on: "settled" }], run: () => { } };
        it.each([
            ["a pass", { name: "a", run: () => { } }],
            ["a failure", { name: "a", run: fails }],
            ["a skip", { name: "a", when: () => false }],
        ])("is satisfied by %s", async (_, dependency) => {
            expect(endsOf(await simulate([dependency, afterwards]))).toMatchObject({ b: "passed" });
        });
        it("is satisfied by a dependency that serves", async () => {
            const story = storyOf(await simulate([{ name: "a", keep: "dependents", teardown: () => { } }, afterwards]));
            expect(story.indexOf("b.run")).toBeLessThan(story.indexOf("a.teardown"));
        });
    });
    describe('on: "failed"', () => {
        const rescue = { name: "b", dependencies: [{ stage: "a", on: "failed" }], run: () => { } };
        it("is satisfied by a failure", async () => {
            expect(endsOf(await simulate([{ name: "a", run: fails }, rescue]))).toEqual({ a: "failed", b: "passed" });
        });
        it("is satisfied by the failure of an optional dependency", async () => {
            const ended = await simulate([{ name: "a", optional: true, run: fails }, rescue]);
            expect(endsOf(ended)).toEqual({ a: "failed", b: "passed" });
        });
        it("is refuted by a dependency that passes", async () => {
            expect(endsOf(await simulate([{ name: "a" }, rescue]))).toEqual({ a: "passed", b: "dependency-passed" });
        });
        it("is refuted at once by a dependency that serves", async () => {
            const hold = gate();
            const simulation = begin([
                { name: "a", keep: "dependents", run: () => { } },
                rescue,
                { name: "c", dependencies: ["a"], run: () => hold.promise },
            ]);
            await simulation.clock.settle();
            expect(storyOf(simulation)).toContain("b dependency-passed");
            expect(storyOf(simulation)).not.toContain("a passed");
            hold.open();
            await simulation.finish();
        });
        it("is refuted by a dependency that was skipped", async () => {
            const ended = await simulate([{ name: "a", when: () => false }, rescue]);
            expect(endsOf(ended)).toEqual({ a: "condition", b: "dependency-skipped" });
        });
        it("is refuted by an optional dependency that was skipped", async () => {
            const ended = await simulate([{ name: "a", optional: true, when: () => false }, rescue]);
            expect(endsOf(ended)).toEqual({ a: "condition", b: "dependency-skipped" });
        });
    });
    it("decides an edge on a kept stage when it starts to serve, never by its later teardown", async () => {
        const ended = await simulate([
            { name: "db", keep: "dependents", run: () => { }, teardown: fails },
            { name: "api", dependencies: ["db"], run: () => { } },
            { name: "rescue", dependencies: [{ stage: "db", on: "failed" }], run: () => { } },
            { name: "after", dependencies: [{ stage: "db", on: "settled" }], run: () => { } },
        ]);
        expect(endsOf(ended)).toEqual({ db: "failed", api: "passed", rescue: "dependency-passed", after: "passed" });
        expect(ended.report.status).toBe("failed");
    });
    it("waits for every edge", async () => {
        const first = gate();
        const second = gate();
        const simulation = begin([
            { name: "a", run: () => first.promise },
            { name: "b", run: () => second.promise },
            { name: "c", dependencies: ["a", { stage: "b", on: "settled" }], run: () => { } },
        ]);
        await simulation.clock.settle();
        first.open();
        await simulation.clock.settle();
        expect(storyOf(simulation)).not.toContain("c.run");
        second.fail(new Error("broken"));
        expect(endsOf(await simulation.finish())).toEqual({ a: "passed", b: "failed", c: "passed" });
    });
});
