import { describe, expect, it } from "vitest";
import { StagewrightError } from "../../../src/model/problem.js";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, hangs, takes } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, simulate } from "../../helpers/simulate.js";
describe("§3.11 The end", () => {
    it("resolves the report after the last teardown", async () => {
        const hold = gate();
        const simulation = begin([{ name: "a", run: () => { }, teardown: () => hold.promise }]);
        let state = "open";
        void simulation.run.report.then(() => {
            state = "resolved";
        });
        await simulation.clock.settle();
        expect(state).toBe("open");
        hold.open();
        await simulation.finish();
        expect(state).toBe("resolved");
    });
    it("resolves the report, never rejects it, however the run ends", async () => {
        const failed = await simulate([{ name: "a", setup: fails, teardown: fails }]);
        expect(failed.report.status).toBe("failed");
        const simulation = begin([{ name: "a", run: hangs }]);
        simulation.run.cancel();
        expect((await simulation.finish()).report.status).toBe("cancelled");
    });
    it("comes with every stage settled", async () => {
        const ended = await simulate([
            { name: "a", run: fails },
            { name: "b", dependencies: ["a"] },
            { name: "c", keep: "end" },
            { name: "d", optional: true, dependencies: ["b"] },
        ], { selection: { skip: ["c"] } });
        expect(ended.report.stages.map(({ status }) => status)).toEqual(["failed", "skipped", "skipped", "skipped"]);
        expect(ended.report.counts).toEqual({ passed: 0, failed: 1, skipped: 3, flaky: 0 });
    });
    it("lists the stages in the plan's topological order", async () => {
        const { report } = await simulate([
            { name: "c", dependencies: ["b"] },
            { name: "b", dependencies: ["a"] },
            { name: "a" },
        ]);
        expect(report.stages.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    });
    it("comes at once where no stage has anything to do", async () => {
        expect((await simulate([{ name: "a" }])).report).toMatchObject({ status: "passed", durationMs: 0 });
    });
    it("is followed by nothing", async () => {
        const clock = createSimulatedClock();
        const simulation = begin([
            { name: "a", timeout: { run: 10 }, run: takes(clock, 20_000) },
            { name: "b", dependencies: ["a"] },
        ], { clock });
        const report = await clock.runUntil(simulation.run.report);
        const count = simulation.events.length;
        simulation.run.pause();
        simulation.run.resume();
        simulation.run.cancel();
        simulation.run.cancelStage("b");
        await clock.advance(60_000);
        expect(simulation.events).toHaveLength(count);
        expect(await simulation.run.report).toBe(report);
    });
    it("tells how long the run took", async () => {
        const clock = createSimulatedClock(1_000_000);
        const { report, events } = await simulate([{ name: "a", run: takes(clock, 250) }], { clock });
        expect(report).toMatchObject({ startedAt: 1_000_000, durationMs: 250 });
        expect(events.at(-1)).toMatchObject({ type: "run.finished", at: 1_000_250, durationMs: 250, status: "passed" });
    });
    it("throws before anything starts where definitions are invalid", async () => {
        let called = 0;
        const run = () => {
            called += 1;
        };
        expect(() => begin([
            { name: "a", run },
            { name: "b", dependencies: ["nobody"] },
        ])).toThrow(StagewrightError);
        await createSimulatedClock().settle();
        expect(called).toBe(0);
    });
});
