import { describe, expect, it } from "vitest";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, hangs, takes } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, errorsOf, eventsOfType, simulate, stageOf, storyOf } from "../../helpers/simulate.js";
describe("§3.13 when", () => {
    it.each([
        ["false", false, undefined],
        ["a promise of false", Promise.resolve(false), undefined],
        ["a string", "no Docker here", "no Docker here"],
        ["a promise of a string", Promise.resolve("no Docker here"), "no Docker here"],
    ])("skips the stage by %s", async (_, answer, message) => {
        const ended = await simulate([{ name: "a", when: () => answer, run: fails }]);
        expect(stageOf(ended, "a").skip).toEqual({ reason: "condition", because: [], ...(message && { message }) });
    });
    it.each([
        ["true", true],
        ["undefined", undefined],
        ["a promise of true", Promise.resolve(true)],
        ["an empty string", ""],
    ])("lets the stage run by %s", async (_, answer) => {
        expect(endsOf(await simulate([{ name: "a", when: () => answer, run: () => { } }]))).toEqual({ a: "passed" });
    });
    it("is called before anything else of the stage", async () => {
        const called = [];
        await simulate([
            {
                name: "a",
                when: () => called.push("when") > 0,
                setup: () => void called.push("setup"),
                run: () => void called.push("run"),
            },
        ]);
        expect(called).toEqual(["when", "setup", "run"]);
    });
    it("is awaited inside the stage's slot", async () => {
        const clock = createSimulatedClock();
        const ended = await simulate([
            { name: "a", when: takes(clock, 100, true), run: () => { }, estimate: 100 },
            { name: "b", run: () => { } },
        ], { clock, concurrency: 1 });
        expect(stageOf(ended, "b").startedAt).toBe(100);
    });
    it("gives the slot back where it skips the stage", async () => {
        const ended = await simulate([{ name: "a", when: () => false }, { name: "b" }], { concurrency: 1 });
        expect(endsOf(ended)).toEqual({ a: "condition", b: "passed" });
    });
    it("gets the outputs of the direct dependencies", async () => {
        const ended = await simulate([
            { name: "detect", run: () => ({ docker: false }) },
            {
                name: "a",
                dependencies: ["detect"],
                when: ({ outputs }) => outputs.detect.docker || "no Docker here",
            },
        ]);
        expect(stageOf(ended, "a").skip).toMatchObject({ message: "no Docker here" });
    });
    it("fails the stage, in phase when, where it throws; nothing is entered and nothing torn down", async () => {
        const ended = await simulate([
            { name: "a", when: fails, setup: () => { }, run: () => { }, teardown: () => { }, retry: { limit: 3 } },
            { name: "b", when: () => Promise.reject(new Error("no answer")) },
        ]);
        expect(errorsOf(ended, "a")).toEqual(["when 1: broken"]);
        expect(errorsOf(ended, "b")).toEqual(["when 1: no answer"]);
        expect(eventsOfType(ended, "phase.started")).toEqual([]);
        expect(stageOf(ended, "a").attempts).toEqual([]);
        expect(ended.report.status).toBe("failed");
    });
    it("is asked once, not again for each attempt", async () => {
        let asked = 0;
        await simulate([
            {
                name: "a",
                retry: { limit: 2 },
                run: fails,
                when: () => {
                    asked += 1;
                    return true;
                },
            },
        ]);
        expect(asked).toBe(1);
    });
    it("is not waited for by a cancel", async () => {
        const simulation = begin([
            { name: "a", when: hangs, setup: () => { }, teardown: () => { } },
            { name: "b", dependencies: ["a"] },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "cancelled", b: "cancelled" });
        expect(ended.report.durationMs).toBe(0);
    });
    it("is not waited for by a cancel of its stage", async () => {
        const simulation = begin([
            { name: "a", when: hangs },
            { name: "b", dependencies: ["a"] },
        ]);
        await simulation.clock.settle();
        simulation.run.cancelStage("a", "enough");
        expect(endsOf(await simulation.finish())).toEqual({ a: "cancelled", b: "dependency-skipped" });
    });
    it("has its answer ignored after a cancel", async () => {
        const hold = gate();
        let entered = false;
        const simulation = begin([
            {
                name: "a",
                when: () => hold.promise,
                run: () => {
                    entered = true;
                },
            },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        const ended = await simulation.finish();
        hold.open(true);
        await simulation.clock.settle();
        expect(entered).toBe(false);
        expect(storyOf(ended)).toEqual(["run.started", "run.cancelling", "a cancelled", "run.finished"]);
    });
    it("has its signal aborted by a cancel", async () => {
        let signal;
        const simulation = begin([
            {
                name: "a",
                when: (context) => {
                    signal = context.signal;
                    return hangs();
                },
            },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        await simulation.finish();
        expect(signal?.aborted).toBe(true);
    });
});
