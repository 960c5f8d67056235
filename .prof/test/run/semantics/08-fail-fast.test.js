import { describe, expect, it } from "vitest";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, takes, untilStopped } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, errorsOf, eventsOfType, simulate, stageOf, storyOf } from "../../helpers/simulate.js";
const failFastModes = ["drain", "stop"];
describe("§3.8 Fail-fast", () => {
    it("off, the default, lets unrelated branches go on", async () => {
        const clock = createSimulatedClock();
        const ended = await simulate([
            { name: "trigger", run: fails },
            { name: "a", run: takes(clock, 10) },
            { name: "b", dependencies: ["a"], run: () => { } },
        ], { clock });
        expect(endsOf(ended)).toEqual({ trigger: "failed", a: "passed", b: "passed" });
        expect(eventsOfType(ended, "run.started")[0]?.failFast).toBe("off");
    });
    it("drain starts nothing new and lets what is active go on to its end", async () => {
        const clock = createSimulatedClock();
        const ended = await simulate([
            { name: "trigger", run: fails },
            { name: "active", setup: takes(clock, 10), run: takes(clock, 10), teardown: takes(clock, 10) },
            { name: "next", dependencies: ["active"], run: () => { } },
        ], { clock, failFast: "drain" });
        expect(endsOf(ended)).toEqual({ trigger: "failed", active: "passed", next: "fail-fast" });
        expect(stageOf(ended, "active").durationMs).toBe(30);
    });
    it("stop aborts what is running", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "trigger", run: () => hold.promise },
            { name: "active", run: untilStopped, teardown: () => { }, retry: { limit: 2 } },
            { name: "next", dependencies: ["active"], run: () => { } },
        ], { failFast: "stop" });
        await simulation.clock.settle();
        hold.fail(new Error("broken"));
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ trigger: "failed", active: "failed", next: "fail-fast" });
        expect(errorsOf(ended, "active")).toEqual(['run 1: Stopped by fail-fast: stage "trigger" failed']);
        expect(storyOf(ended)).toContain("active.teardown passed");
    });
    it("stop ends a wait for a retry", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "trigger", run: () => hold.promise },
            { name: "waiting", run: fails, retry: { limit: 1, delay: "1h" } },
        ], { failFast: "stop" });
        await simulation.clock.settle();
        hold.fail(new Error("broken"));
        const ended = await simulation.finish();
        expect(errorsOf(ended, "waiting")).toEqual([
            "run 1: broken",
            'retry 1: Stopped by fail-fast: stage "trigger" failed',
        ]);
        expect(ended.report.durationMs).toBe(0);
    });
    it("stop keeps the outcome of what serves", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "db", keep: "end", run: () => { }, teardown: () => { } },
            { name: "trigger", run: () => hold.promise },
        ], { failFast: "stop" });
        await simulation.clock.settle();
        hold.fail(new Error("broken"));
        expect(endsOf(await simulation.finish())).toEqual({ db: "passed", trigger: "failed" });
    });
    describe.each(failFastModes)("%s", (failFast) => {
        it("leaves the dependents of the stage their dependency reasons; the others get fail-fast and its name", async () => {
            const ended = await simulate([
                { name: "trigger", run: fails },
                { name: "dependent", dependencies: ["trigger"] },
                { name: "remote", dependencies: ["dependent"] },
                { name: "other" },
                { name: "afterOther", dependencies: ["other"] },
            ], { failFast, concurrency: 1 });
            const skips = Object.fromEntries(ended.report.stages.slice(1).map(({ name, skip }) => [name, skip]));
            const stopped = { reason: "fail-fast", because: ["trigger"], message: 'stage "trigger" failed' };
            expect(skips).toEqual({
                dependent: { reason: "dependency-failed", because: ["trigger"] },
                remote: { reason: "dependency-skipped", because: ["trigger", "dependent"] },
                other: stopped,
                afterOther: stopped,
            });
        });
        it("is not set off by the failure of an optional stage", async () => {
            const ended = await simulate([
                { name: "lint", optional: true, run: fails },
                { name: "test", dependencies: ["lint"], run: () => { } },
            ], { failFast });
            expect(endsOf(ended)).toEqual({ lint: "failed", test: "passed" });
        });
        it("is not set off by an attempt that is followed by another", async () => {
            const clock = createSimulatedClock();
            const ended = await simulate([
                {
                    name: "flaky",
                    retry: { limit: 1, delay: 10 },
                    run: ({ attempt }) => attempt < 2 && fails(),
                },
                { name: "a", run: takes(clock, 5) },
                { name: "b", dependencies: ["a"], run: takes(clock, 100) },
            ], { failFast, clock });
            expect(endsOf(ended)).toEqual({ flaky: "passed", a: "passed", b: "passed" });
        });
        it("is set off by a failing teardown of a required stage", async () => {
            const clock = createSimulatedClock();
            const ended = await simulate([
                { name: "trigger", run: () => { }, teardown: fails },
                { name: "a", run: takes(clock, 10) },
                { name: "b", dependencies: ["a"] },
            ], { failFast, clock });
            expect(endsOf(ended)).toMatchObject({ trigger: "failed", b: "fail-fast" });
        });
        it("ends the run failed", async () => {
            const ended = await simulate([{ name: "trigger", run: fails }, { name: "a" }], { failFast, concurrency: 1 });
            expect(ended.report.status).toBe("failed");
        });
        it("ends a run in which nothing else was left", async () => {
            const ended = await simulate([{ name: "a" }, { name: "trigger", dependencies: ["a"], run: fails }], { failFast });
            expect(endsOf(ended)).toEqual({ a: "passed", trigger: "failed" });
            expect(ended.report.status).toBe("failed");
        });
        it("tears down what is kept", async () => {
            const ended = await simulate([
                { name: "db", keep: "dependents", run: () => { }, teardown: () => { } },
                { name: "trigger", dependencies: ["db"], run: fails },
                { name: "test", dependencies: ["db", "trigger"] },
            ], { failFast });
            expect(endsOf(ended)).toEqual({ db: "passed", trigger: "failed", test: "dependency-failed" });
            expect(storyOf(ended)).toContain("db.teardown passed");
        });
        it("names the first failure only, though others follow", async () => {
            const clock = createSimulatedClock();
            const late = () => takes(clock, 10)().then(fails);
            const ended = await simulate([
                { name: "first", run: fails },
                { name: "second", run: late },
                { name: "a", dependencies: ["second"] },
            ], { failFast, clock });
            expect(stageOf(ended, "a").skip).toMatchObject({ reason: "fail-fast", because: ["first"] });
        });
        it("trips in a paused run, which then goes on to its end", async () => {
            const hold = gate();
            const simulation = begin([
                { name: "trigger", run: () => hold.promise },
                { name: "a", dependencies: [{ stage: "trigger", on: "settled" }] },
                { name: "b", when: () => hold.promise.then(() => true) },
            ], { failFast, concurrency: 1 });
            await simulation.clock.settle();
            simulation.run.pause();
            hold.fail(new Error("broken"));
            const ended = await simulation.finish();
            expect(endsOf(ended)).toMatchObject({ trigger: "failed", b: "fail-fast" });
            expect(ended.report.status).toBe("failed");
        });
    });
});
