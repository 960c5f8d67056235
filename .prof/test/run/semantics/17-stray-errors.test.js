import { describe, expect, it } from "vitest";
import { currentStageScope } from "../../../src/execute/stage-scope.js";
import { hostRun } from "../../../src/run/start-run.js";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, takes } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, errorsOf, stageOf, storyOf } from "../../helpers/simulate.js";
/** Begins a run whose stage `a` hands out its scope in the given phase, and waits there. */
async function beginStray(phase, more = {}, others = []) {
    const hold = gate();
    let scope;
    const simulation = begin([
        {
            name: "a",
            run: () => { },
            ...more,
            [phase]: async () => {
                await Promise.resolve();
                scope = currentStageScope();
                return hold.promise;
            },
        },
        ...others,
    ]);
    await simulation.clock.settle();
    if (scope === undefined)
        throw new TypeError("The stage has no scope");
    return { ...simulation, hold, scope };
}
describe("§3.17 Stray errors", () => {
    it("fail the stage they belong to, with the phase they came from", async () => {
        for (const phase of ["setup", "run"]) {
            const { scope, hold, ...simulation } = await beginStray(phase, { teardown: () => { } });
            expect(scope.fail(new Error("from a timer"))).toBe(true);
            hold.open(undefined);
            const ended = await simulation.finish();
            expect(errorsOf(ended, "a")).toEqual([`${phase} 1: from a timer`]);
            expect(stageOf(ended, "a").attempts[0]?.phases).toMatchObject([
                { phase, status: "failed" },
                { phase: "teardown", status: "passed" },
            ]);
        }
    });
    it("abort the phase and wait for its function", async () => {
        const { scope, hold, ...simulation } = await beginStray("run", { teardown: () => { } });
        scope.fail(new Error("from a timer"));
        await simulation.clock.advance(100);
        expect(storyOf(simulation)).not.toContain("a.teardown");
        hold.open("late");
        expect(stageOf(await simulation.finish(), "a").attempts[0]?.phases[0]).toMatchObject({ durationMs: 100 });
    });
    it("are kept beside each other where several come", async () => {
        const { scope, hold, ...simulation } = await beginStray("run");
        scope.fail(new Error("first"));
        scope.fail(new Error("second"));
        hold.fail(new Error("third"));
        expect(errorsOf(await simulation.finish(), "a")).toEqual(["run 1: first", "run 1: second", "run 1: third"]);
    });
    it("fail a stage in teardown once the teardown is over", async () => {
        const { scope, hold, ...simulation } = await beginStray("teardown");
        scope.fail(new Error("from a timer"));
        hold.open(undefined);
        expect(errorsOf(await simulation.finish(), "a")).toEqual(["teardown 1: from a timer"]);
    });
    it("fail a stage whose when they came from", async () => {
        const { scope, ...simulation } = await beginStray("when");
        scope.fail(new Error("from a timer"));
        const ended = await simulation.finish();
        expect(errorsOf(ended, "a")).toEqual(["when 1: from a timer"]);
        expect(stageOf(ended, "a").attempts).toEqual([]);
    });
    it("fail a stage that serves, and leave its dependents alone", async () => {
        const clock = createSimulatedClock();
        let scope;
        const simulation = begin([
            {
                name: "db",
                keep: "dependents",
                setup: () => {
                    scope = currentStageScope();
                },
                teardown: () => { },
            },
            { name: "test", dependencies: ["db"], run: takes(clock, 100) },
        ], { clock });
        await clock.advance(50);
        expect(scope?.fail(new Error("connection lost"))).toBe(true);
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ db: "failed", test: "passed" });
        expect(errorsOf(ended, "db")).toEqual(["setup 1: connection lost"]);
    });
    it("are retried as any other failure", async () => {
        const { scope, hold, ...simulation } = await beginStray("run", { retry: { limit: 1 } });
        scope.fail(new Error("from a timer"));
        hold.open(undefined);
        const ended = await simulation.finish();
        expect(stageOf(ended, "a")).toMatchObject({ status: "passed", flaky: true });
    });
    it("are not taken by a stage that is over", async () => {
        const { scope, hold, ...simulation } = await beginStray("run", {}, [{ name: "b", when: () => true }]);
        hold.open(undefined);
        const ended = await simulation.finish();
        expect(scope.fail(new Error("too late"))).toBe(false);
        expect(endsOf(ended)).toEqual({ a: "passed", b: "passed" });
    });
    it("that came from a stage know it wherever they wander: timers, promises, emitters", async () => {
        const seen = [];
        const note = () => {
            seen.push(currentStageScope()?.stage);
        };
        const clock = createSimulatedClock();
        const simulation = begin([
            {
                name: "a",
                run: async () => {
                    queueMicrotask(note);
                    setImmediate(note);
                    process.nextTick(note);
                    await takes(clock, 10)();
                    note();
                },
            },
            { name: "b", run: takes(clock, 10) },
        ], { clock });
        await simulation.finish();
        expect(seen).toEqual(["a", "a", "a", "a"]);
    });
    it("of an earlier attempt do not fail the next one", async () => {
        let scope;
        const clock = createSimulatedClock();
        const simulation = begin([
            {
                name: "a",
                retry: { limit: 1, delay: 10 },
                run: async ({ attempt }) => {
                    if (attempt === 2)
                        return takes(clock, 100)();
                    scope = currentStageScope();
                    return fails();
                },
            },
        ], { clock });
        await clock.advance(50);
        scope?.fail(new Error("left over"));
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "passed" });
        expect(errorsOf(ended, "a")).toEqual(["run 1: broken", "run 1: left over"]);
    });
    it("that belong to no stage are errors of the run, which then fails", async () => {
        const clock = createSimulatedClock();
        const hosted = hostRun({ stages: [{ name: "a", run: takes(clock, 10) }], clock });
        await clock.settle();
        hosted.reportError(new Error("nobody's"));
        const report = await clock.runUntil(hosted.run.report);
        expect(report).toMatchObject({
            status: "failed",
            errors: [{ name: "Error", message: "nobody's" }],
            stages: [{ status: "passed" }],
        });
    });
    it("that come when the run is over are not told any more", async () => {
        const clock = createSimulatedClock();
        const events = [];
        const hosted = hostRun({ stages: [{ name: "a" }], clock }, { onEvent: ({ type }) => events.push(type) });
        await clock.runUntil(hosted.run.report);
        hosted.reportError(new Error("late"));
        expect(events.at(-1)).toBe("run.finished");
    });
    it("are nothing that the library hooks into: it installs no listener on the process", async () => {
        const names = process.eventNames();
        const counts = names.map((name) => process.listenerCount(name));
        const simulation = begin([{ name: "a", run: () => { } }]);
        expect(process.eventNames().map((name) => process.listenerCount(name))).toEqual(counts);
        await simulation.finish();
        expect(names.map((name) => process.listenerCount(name))).toEqual(counts);
    });
});
