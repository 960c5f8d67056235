import { describe, expect, it } from "vitest";
import { fails, hangs, untilStopped } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, errorsOf, eventsOfType, stageOf, storyOf } from "../../helpers/simulate.js";
const stuck = [
    { name: "inSetup", setup: hangs, teardown: () => { } },
    { name: "inRun", run: hangs, teardown: () => { } },
    { name: "inTeardown", run: () => { }, teardown: hangs },
    { name: "bare", run: hangs },
    { name: "pending", dependencies: ["inRun"], run: () => { } },
];
async function abandonedOf(simulation) {
    const abandoned = eventsOfType(await simulation.finish(), "stage.abandoned");
    return abandoned.map(({ stage, phase, begun }) => `${stage}.${phase}${begun ? "" : " not begun"}`);
}
describe("§3.7 A second explicit cancel", () => {
    it("settles every open phase as abandoned at once, teardowns that had not begun too, and names each", async () => {
        const simulation = begin(stuck);
        await simulation.clock.settle();
        simulation.run.cancel("first");
        await simulation.clock.advance(10);
        simulation.run.cancel("second");
        const ended = await simulation.finish();
        expect(ended.report).toMatchObject({ status: "cancelled", durationMs: 10 });
        expect(await abandonedOf(simulation)).toEqual([
            "inSetup.setup",
            "inSetup.teardown not begun",
            "inRun.run",
            "inRun.teardown not begun",
            "inTeardown.teardown",
            "bare.run",
        ]);
        expect(endsOf(ended)).toEqual({
            inSetup: "failed",
            inRun: "failed",
            inTeardown: "failed",
            bare: "failed",
            pending: "cancelled",
        });
    });
    it("says in the report which teardowns were never called", async () => {
        const simulation = begin(stuck);
        await simulation.clock.settle();
        simulation.run.cancel("first");
        simulation.run.cancel("second");
        const ended = await simulation.finish();
        expect(stageOf(ended, "inRun").attempts[0]?.phases).toEqual([
            { phase: "run", status: "aborted", startedAt: 0, durationMs: 0, abandoned: true },
            { phase: "teardown", status: "aborted", startedAt: 0, durationMs: 0, abandoned: true },
        ]);
        expect(errorsOf(ended, "inRun")).toEqual(["run 1: Cancelled: first", "teardown 1: Cancelled: second"]);
    });
    it("does not wait for the teardown of a stage that was serving", async () => {
        let tornDown = false;
        const simulation = begin([
            {
                name: "db",
                keep: "dependents",
                run: () => { },
                teardown: () => {
                    tornDown = true;
                },
            },
            { name: "test", dependencies: ["db"], run: hangs },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        simulation.run.cancel();
        expect(await abandonedOf(simulation)).toEqual(["db.teardown not begun", "test.run"]);
        expect(tornDown).toBe(false);
    });
    it("lets a stage that was serving and has no teardown pass", async () => {
        const simulation = begin([
            { name: "db", keep: "dependents", run: () => { } },
            { name: "test", dependencies: ["db"], run: hangs },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        simulation.run.cancel();
        expect(endsOf(await simulation.finish())).toEqual({ db: "passed", test: "failed" });
    });
    it("does not wait for a teardown that the first one led to", async () => {
        const simulation = begin([{ name: "a", run: untilStopped, teardown: hangs }]);
        await simulation.clock.settle();
        simulation.run.cancel();
        await simulation.clock.settle();
        simulation.run.cancel();
        expect(storyOf(await simulation.finish())).toEqual([
            "run.started",
            "a.run",
            "run.cancelling",
            "a.run aborted",
            "a.teardown",
            "run.cancelling",
            "a.teardown aborted, abandoned",
            "a failed",
            "run.finished",
        ]);
    });
    it("does not wait for a teardown that has timed out and ignores it", async () => {
        const simulation = begin([{ name: "a", run: () => { }, teardown: hangs, timeout: { teardown: 100 } }]);
        await simulation.clock.advance(200);
        simulation.run.cancel();
        simulation.run.cancel();
        const ended = await simulation.finish();
        expect(ended.report.durationMs).toBe(200);
        expect(stageOf(ended, "a").attempts[0]?.phases[1]).toMatchObject({ status: "timedOut", abandoned: true });
    });
    it("aborts the signal of a teardown that it does not wait for", async () => {
        let signal;
        const simulation = begin([
            {
                name: "a",
                run: () => { },
                teardown: (context) => {
                    signal = context.signal;
                    return hangs();
                },
            },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        expect(signal?.aborted).toBe(false);
        simulation.run.cancel();
        await simulation.finish();
        expect(signal?.aborted).toBe(true);
    });
    it("says that it was forced", async () => {
        const simulation = begin([{ name: "a", run: hangs }]);
        await simulation.clock.settle();
        simulation.run.cancel("first");
        simulation.run.cancel("second");
        simulation.run.cancel("third");
        const ended = await simulation.finish();
        expect(eventsOfType(ended, "run.cancelling")).toMatchObject([
            { reason: "first", forced: false },
            { reason: "second", forced: true },
        ]);
    });
    it("may come from a function of the run itself, which is abandoned as it returns", async () => {
        const simulation = begin([
            {
                name: "a",
                setup: () => {
                    simulation.run.cancel();
                    simulation.run.cancel();
                    return "server";
                },
                teardown: () => { },
            },
        ]);
        expect(storyOf(await simulation.finish()).slice(1)).toEqual([
            "a.setup",
            "run.cancelling",
            "run.cancelling",
            "a.setup aborted, abandoned",
            "a.teardown aborted, abandoned",
            "a failed",
            "run.finished",
        ]);
    });
    it("ignores what abandoned functions do later", async () => {
        const hold = gate();
        const simulation = begin([{ name: "a", run: () => hold.promise }]);
        await simulation.clock.settle();
        simulation.run.cancel();
        simulation.run.cancel();
        const { events } = await simulation.finish();
        const count = events.length;
        hold.fail(new Error("late"));
        await simulation.clock.settle();
        expect(simulation.events).toHaveLength(count);
    });
});
describe("§3.7 What is no second cancel", () => {
    const torndown = "a.teardown passed";
    const stages = [{ name: "a", run: hangs, teardown: () => { } }];
    it("is an aborted signal after a cancel", async () => {
        const controller = new AbortController();
        const simulation = begin(stages, { signal: controller.signal });
        await simulation.clock.settle();
        simulation.run.cancel();
        controller.abort("again");
        const ended = await simulation.finish();
        expect(storyOf(ended)).toContain(torndown);
        expect(ended.report.durationMs).toBe(5_000);
    });
    it("is a dispose after a cancel", async () => {
        const simulation = begin(stages);
        await simulation.clock.settle();
        simulation.run.cancel();
        const disposed = simulation.run[Symbol.asyncDispose]();
        expect(storyOf(await simulation.finish())).toContain(torndown);
        await disposed;
    });
    it("is the first cancel after an aborted signal; the second one after it forces", async () => {
        const controller = new AbortController();
        const simulation = begin(stages, { signal: controller.signal });
        await simulation.clock.settle();
        controller.abort(new Error("enough"));
        simulation.run.cancel();
        await simulation.clock.advance(100);
        expect(storyOf(simulation)).not.toContain("a.run aborted, abandoned");
        simulation.run.cancel();
        const ended = await simulation.finish();
        expect(ended.report.durationMs).toBe(100);
        expect(eventsOfType(ended, "run.cancelling").map(({ forced }) => forced)).toEqual([false, true]);
    });
    it("is the first cancel after fail-fast", async () => {
        const hold = gate();
        const simulation = begin([{ name: "trigger", run: () => hold.promise }, ...stages], { failFast: "stop" });
        await simulation.clock.settle();
        hold.fail(new Error("broken"));
        await simulation.clock.settle();
        simulation.run.cancel();
        const ended = await simulation.finish();
        expect(storyOf(ended)).toContain(torndown);
        expect(ended.report).toMatchObject({ status: "cancelled", durationMs: 5_000 });
    });
    it("is a timeout", async () => {
        const simulation = begin([{ name: "a", run: hangs, timeout: { run: 10 }, teardown: fails }, ...stages.slice(1)]);
        await simulation.clock.settle();
        simulation.run.cancel();
        expect(storyOf(await simulation.finish())).toContain("a.teardown failed");
    });
});
