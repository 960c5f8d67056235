import { describe, expect, it } from "vitest";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, hangs, takes, untilStopped } from "../../helpers/functions.js";
import { begin, endsOf, errorsOf, eventsOfType, stageOf, storyOf } from "../../helpers/simulate.js";
describe("§3.7 Cancel", () => {
    it("skips all pending stages together, before any edge is looked at again", async () => {
        const simulation = begin([
            { name: "a", run: untilStopped },
            { name: "b", dependencies: ["a"] },
            { name: "rescue", dependencies: [{ stage: "a", on: "failed" }], run: () => { } },
            { name: "after", dependencies: [{ stage: "a", on: "settled" }], run: () => { } },
            { name: "c", dependencies: ["b"] },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({
            a: "failed",
            b: "cancelled",
            rescue: "cancelled",
            after: "cancelled",
            c: "cancelled",
        });
        expect(storyOf(ended).slice(2)).toEqual([
            "run.cancelling",
            "b cancelled",
            "rescue cancelled",
            "after cancelled",
            "c cancelled",
            "a.run aborted",
            "a failed",
            "run.finished",
        ]);
        expect(stageOf(ended, "c").skip).toEqual({ reason: "cancelled", because: [], message: "enough" });
    });
    it("aborts what is active, tears it down, and fails it with a cancellation error", async () => {
        const simulation = begin([
            { name: "inSetup", setup: untilStopped, teardown: () => { } },
            { name: "inRun", run: untilStopped, teardown: () => { } },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(storyOf(ended)).toEqual(expect.arrayContaining(["inSetup.teardown passed", "inRun.teardown passed"]));
        expect(errorsOf(ended, "inSetup")).toEqual(["setup 1: Cancelled: enough"]);
        expect(stageOf(ended, "inRun")).toMatchObject({
            status: "failed",
            attempts: [
                {
                    phases: [
                        { phase: "run", status: "aborted" },
                        { phase: "teardown", status: "passed" },
                    ],
                },
            ],
            errors: [{ name: "CancelledError", code: "cancelled", message: "Cancelled: enough" }],
        });
    });
    it("gives the function's signal the cancellation error as its reason", async () => {
        let reason;
        const simulation = begin([
            {
                name: "a",
                run: ({ signal }) => untilStopped({ signal }).catch((error) => {
                    reason = error;
                }),
            },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(reason).toMatchObject({ name: "CancelledError", message: "Cancelled: enough" });
        expect(endsOf(ended)).toEqual({ a: "failed" });
    });
    it("waits for a function that ignores its signal up to the grace time", async () => {
        const simulation = begin([{ name: "a", run: hangs, teardown: () => { } }]);
        await simulation.clock.advance(1_000);
        simulation.run.cancel();
        const ended = await simulation.finish();
        expect(stageOf(ended, "a").attempts[0]?.phases).toEqual([
            { phase: "run", status: "aborted", startedAt: 0, durationMs: 6_000, abandoned: true },
            { phase: "teardown", status: "passed", startedAt: 6_000, durationMs: 0 },
        ]);
    });
    it("keeps the outcome of a stage that was serving", async () => {
        const simulation = begin([
            { name: "db", keep: "dependents", run: () => "up", teardown: () => { } },
            { name: "cache", keep: "end", run: () => "up", teardown: fails },
            { name: "test", dependencies: ["db", "cache"], run: untilStopped },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ db: "passed", cache: "failed", test: "failed" });
        expect(errorsOf(ended, "cache")).toEqual(["teardown 1: broken"]);
    });
    it("keeps the outcome of a stage that was in teardown, and does not abort the teardown", async () => {
        const clock = createSimulatedClock();
        let aborted;
        const simulation = begin([
            {
                name: "a",
                run: () => { },
                teardown: async ({ signal }) => {
                    await takes(clock, 1_000)();
                    aborted = signal.aborted;
                },
            },
            { name: "b", dependencies: ["a"] },
        ], { clock });
        await clock.settle();
        simulation.run.cancel();
        expect(endsOf(await simulation.finish())).toEqual({ a: "passed", b: "cancelled" });
        expect(aborted).toBe(false);
    });
    it("fails a stage that waits for a retry", async () => {
        const simulation = begin([{ name: "a", run: fails, retry: { limit: 3, delay: "1m" } }]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(errorsOf(ended, "a")).toEqual(["run 1: broken", "retry 1: Cancelled: enough"]);
        expect(ended.report.durationMs).toBe(0);
    });
    it("fails a stage whose retry.when is being waited for", async () => {
        const simulation = begin([{ name: "a", run: fails, retry: { limit: 3, when: hangs } }]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        expect(errorsOf(await simulation.finish(), "a")).toEqual(["run 1: broken", "retry 1: Cancelled: enough"]);
    });
    it("fails a stage whose retry is due and waits for a slot", async () => {
        const simulation = begin([
            { name: "a", run: fails, retry: { limit: 1, delay: 100 } },
            { name: "b", run: untilStopped },
        ], { concurrency: 1 });
        await simulation.clock.advance(200);
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(errorsOf(ended, "a")).toEqual(["run 1: broken", "retry 1: Cancelled: enough"]);
        expect(errorsOf(ended, "b")).toEqual(["run 1: Cancelled: enough"]);
    });
    it("allows no further attempt to a stage that is aborted or in teardown", async () => {
        const clock = createSimulatedClock();
        const simulation = begin([
            { name: "inRun", run: untilStopped, retry: { limit: 3 } },
            { name: "inTeardown", run: fails, teardown: takes(clock, 1_000), retry: { limit: 3 } },
            { name: "overdue", run: takes(clock, 1_000), timeout: { run: 10 }, retry: { limit: 3 } },
        ], { clock });
        await clock.advance(20);
        simulation.run.cancel();
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ inRun: "failed", inTeardown: "failed", overdue: "failed" });
        expect(ended.report.stages.map(({ attempts }) => attempts.length)).toEqual([1, 1, 1]);
    });
    it("ends the run cancelled, even where something had failed before", async () => {
        const simulation = begin([
            { name: "a", run: fails },
            { name: "b", run: untilStopped },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        expect((await simulation.finish()).report.status).toBe("cancelled");
    });
    it("ends the run cancelled though every stage passes", async () => {
        const clock = createSimulatedClock();
        const simulation = begin([{ name: "a", run: () => { }, teardown: takes(clock, 10) }], { clock });
        await clock.settle();
        simulation.run.cancel();
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "passed" });
        expect(ended.report.status).toBe("cancelled");
    });
    it("starts nothing afterwards but teardowns", async () => {
        const simulation = begin([
            { name: "db", keep: "dependents", run: () => { }, teardown: () => { } },
            { name: "a", dependencies: ["db"], run: untilStopped, teardown: () => { } },
            { name: "b", run: () => { } },
        ], { concurrency: 1 });
        await simulation.clock.settle();
        simulation.run.cancel();
        const { events } = await simulation.finish();
        const after = events.slice(events.findIndex(({ type }) => type === "run.cancelling"));
        expect(eventsOfType({ events: after }, "phase.started").map(({ stage, phase }) => `${stage}.${phase}`)).toEqual([
            "a.teardown",
            "db.teardown",
        ]);
    });
    it("tells its reason", async () => {
        const simulation = begin([{ name: "a", run: untilStopped }]);
        await simulation.clock.settle();
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(eventsOfType(ended, "run.cancelling")).toMatchObject([{ reason: "enough", forced: false }]);
    });
    it("does nothing once the run is over", async () => {
        const simulation = begin([{ name: "a" }]);
        const { report } = await simulation.finish();
        simulation.run.cancel();
        await simulation.clock.settle();
        expect(simulation.events.at(-1)?.type).toBe("run.finished");
        expect(report.status).toBe("passed");
    });
    it("starts no attempt that was due while the run was paused", async () => {
        const simulation = begin([{ name: "a", run: fails, retry: { limit: 3, delay: 100 } }]);
        await simulation.clock.settle();
        simulation.run.pause();
        await simulation.clock.advance(200);
        simulation.run.cancel("enough");
        const ended = await simulation.finish();
        expect(stageOf(ended, "a").attempts).toHaveLength(1);
        expect(errorsOf(ended, "a")).toEqual(["run 1: broken", "retry 1: Cancelled: enough"]);
    });
    it("may come from a function of the run itself, whose return does not make it pass", async () => {
        const simulation = begin([
            {
                name: "a",
                run: ({ signal }) => {
                    simulation.run.cancel("from within");
                    return signal.aborted;
                },
                teardown: () => { },
            },
            { name: "b", dependencies: ["a"] },
        ]);
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "failed", b: "cancelled" });
        expect(errorsOf(ended, "a")).toEqual(["run 1: Cancelled: from within"]);
        expect(storyOf(ended)).toContain("a.teardown passed");
    });
    it("skips everything where nothing has begun", async () => {
        const entered = [];
        const simulation = begin([
            { name: "a", setup: () => void entered.push("setup"), teardown: () => void entered.push("teardown") },
            { name: "b", dependencies: ["a"] },
        ]);
        simulation.run.cancel("never mind");
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "cancelled", b: "cancelled" });
        expect(ended.report.status).toBe("cancelled");
        expect(entered).toEqual([]);
    });
});
describe("§3.7 Cancelling a single stage", () => {
    it("skips it where it is pending, and all that depend on it", async () => {
        const simulation = begin([
            { name: "a", run: untilStopped, timeout: { run: 10 } },
            { name: "b", dependencies: [{ stage: "a", on: "settled" }], run: () => { } },
            { name: "c", dependencies: ["b"] },
            { name: "d", dependencies: [{ stage: "a", on: "settled" }], run: () => { } },
        ]);
        await simulation.clock.settle();
        simulation.run.cancelStage("b", "not needed");
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "failed", b: "cancelled", c: "dependency-skipped", d: "passed" });
        expect(stageOf(ended, "b").skip).toEqual({ reason: "cancelled", because: [], message: "not needed" });
        expect(stageOf(ended, "c").skip).toEqual({ reason: "dependency-skipped", because: ["b"] });
    });
    it("aborts it where it is active, tears it down, and lets the others go on", async () => {
        const clock = createSimulatedClock();
        const simulation = begin([
            { name: "a", run: untilStopped, teardown: () => { }, retry: { limit: 2 } },
            { name: "b", dependencies: ["a"] },
            { name: "c", run: takes(clock, 100) },
        ], { clock });
        await clock.settle();
        simulation.run.cancelStage("a", "stuck");
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "failed", b: "dependency-failed", c: "passed" });
        expect(errorsOf(ended, "a")).toEqual(["run 1: Cancelled: stuck"]);
        expect(storyOf(ended)).toContain("a.teardown passed");
        expect(ended.report.status).toBe("failed");
    });
    it("ends its wait for a retry", async () => {
        const simulation = begin([{ name: "a", run: fails, retry: { limit: 2, delay: "1h" } }]);
        await simulation.clock.settle();
        simulation.run.cancelStage("a");
        expect(errorsOf(await simulation.finish(), "a")).toEqual(["run 1: broken", "retry 1: Cancelled: cancelled"]);
    });
    it("is no first cancel of the run, nor a second one", async () => {
        const simulation = begin([
            { name: "a", run: hangs },
            { name: "b", run: hangs },
        ]);
        await simulation.clock.settle();
        simulation.run.cancelStage("a");
        simulation.run.cancelStage("a");
        simulation.run.cancel();
        simulation.run.cancelStage("b");
        const ended = await simulation.finish();
        expect(ended.report.durationMs).toBe(5_000);
        expect(eventsOfType(ended, "run.cancelling").map(({ forced }) => forced)).toEqual([false]);
    });
    it("throws where there is no such stage", async () => {
        const simulation = begin([{ name: "a" }]);
        expect(() => simulation.run.cancelStage("b")).toThrow(RangeError);
        expect(() => simulation.run.cancelStage("constructor")).toThrow(RangeError);
        await simulation.finish();
    });
    it("does nothing to one that is over", async () => {
        const simulation = begin([{ name: "a" }, { name: "b", run: untilStopped, timeout: { run: 10 } }]);
        await simulation.clock.settle();
        simulation.run.cancelStage("a");
        expect(endsOf(await simulation.finish())).toEqual({ a: "passed", b: "failed" });
    });
});
