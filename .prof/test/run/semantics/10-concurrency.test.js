import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { StagewrightError } from "../../../src/model/problem.js";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { hangs, takes } from "../../helpers/functions.js";
import { begin, endsOf, eventsOfType, simulate, stageOf, storyOf, } from "../../helpers/simulate.js";
async function startedConcurrency(concurrency) {
    const ended = await simulate([{ name: "a" }], { concurrency });
    return eventsOfType(ended, "run.started")[0]?.concurrency;
}
describe("§3.10 Concurrency", () => {
    it.each([
        [1, 1],
        [7, 7],
        ["3", 3],
        ["100%", availableParallelism()],
        ["0.001%", 1],
        [undefined, availableParallelism()],
    ])("of %s is %s", async (given, slots) => {
        expect(await startedConcurrency(given)).toBe(slots);
    });
    it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "", "many", "0%", "-5%", "%", "NaN%"])("of %j is an error", (concurrency) => {
        expect(() => begin([{ name: "a" }], { concurrency })).toThrow(StagewrightError);
    });
    it("is the number of stages that are active at once", async () => {
        const clock = createSimulatedClock();
        const stages = Array.from({ length: 6 }, (_, index) => ({ name: `s${index}`, run: takes(clock, 10) }));
        const ended = await simulate(stages, { clock, concurrency: 2 });
        expect(ended.report.stages.map(({ startedAt }) => startedAt)).toEqual([0, 0, 10, 10, 20, 20]);
    });
    it("counts a stage while it is in setup, run and teardown", async () => {
        const clock = createSimulatedClock();
        const ten = takes(clock, 10);
        const stages = [
            { name: "a", setup: ten, run: ten, teardown: ten },
            { name: "b", run: ten },
        ];
        expect(stageOf(await simulate(stages, { clock, concurrency: 1 }), "b").startedAt).toBe(30);
    });
    it.each(["setup", "run", "teardown"])("counts a stage while its %s is aborting", async (phase) => {
        const ended = await simulate([
            { name: "a", estimate: 100, timeout: 100, [phase]: hangs },
            { name: "b", run: () => { } },
        ], { concurrency: 1 });
        expect(stageOf(ended, "b").startedAt).toBe(5_100);
    });
    it("does not count a stage that serves", async () => {
        const ended = await simulate([
            { name: "db", keep: "end", run: () => { }, teardown: () => { } },
            { name: "cache", keep: "dependents", run: () => { }, teardown: () => { } },
            { name: "test", dependencies: ["db", "cache"], run: () => { } },
        ], { concurrency: 1 });
        expect(endsOf(ended)).toEqual({ db: "passed", cache: "passed", test: "passed" });
    });
    it("counts the teardown of a stage that has served", async () => {
        const clock = createSimulatedClock();
        const ended = await simulate([
            { name: "db", keep: "dependents", run: () => { }, teardown: takes(clock, 100), estimate: 100 },
            { name: "b", run: () => { } },
        ], { clock, concurrency: 1 });
        expect(stageOf(ended, "b").startedAt).toBe(100);
    });
    it("lets a waiting teardown go before any start", async () => {
        const clock = createSimulatedClock();
        const ended = await simulate([
            { name: "db", keep: "dependents", run: () => { }, teardown: takes(clock, 10) },
            { name: "test", dependencies: ["db"], run: takes(clock, 10), estimate: 1 },
            { name: "a", run: takes(clock, 10), estimate: 10 },
            { name: "b", run: takes(clock, 10), estimate: 10 },
        ], { clock, concurrency: 1 });
        const story = storyOf(ended);
        const testEnd = story.indexOf("test passed");
        expect(story[testEnd + 1]).toBe("db.teardown");
    });
});
