import { describe, expect, it } from "vitest";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, hangs, takes, untilStopped } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, simulate, stageOf } from "../../helpers/simulate.js";
describe("§3.3 Teardown runs exactly once for every attempt whose setup was entered", () => {
    const cases = {
        success: { stage: {} },
        "a throw in setup": { stage: { setup: fails } },
        "a throw in run": { stage: { run: fails } },
        "a timeout of setup": { stage: { setup: untilStopped, timeout: { setup: 10 } } },
        "a timeout of run": { stage: { run: untilStopped, timeout: { run: 10 } } },
        "a timeout that setup ignores": { stage: { setup: hangs, timeout: { setup: 10 } } },
        "a timeout that run ignores": { stage: { run: hangs, timeout: { run: 10 } } },
        "a cancel in setup": { stage: { setup: untilStopped }, cancel: true },
        "a cancel in run": { stage: { run: untilStopped }, cancel: true },
        "a cancel that setup ignores": { stage: { setup: hangs }, cancel: true },
        "a cancel that run ignores": { stage: { run: hangs }, cancel: true },
        "an output that its schema refuses": {
            stage: {
                output: { "~standard": { version: 1, vendor: "test", validate: () => ({ issues: [{ message: "no" }] }) } },
            },
        },
    };
    it.each(Object.entries(cases))("after %s", async (_, { stage, options, cancel }) => {
        let teardowns = 0;
        const teardown = () => {
            teardowns += 1;
        };
        const simulation = begin([{ name: "a", setup: () => { }, run: () => { }, teardown, ...stage }], options);
        await simulation.clock.settle();
        if (cancel)
            simulation.run.cancel();
        await simulation.finish();
        expect(teardowns).toBe(1);
    });
    it("after fail-fast", async () => {
        const torn = [];
        const hold = gate();
        const simulation = begin([
            { name: "trigger", run: () => hold.promise },
            { name: "inSetup", setup: untilStopped, teardown: () => void torn.push("inSetup") },
            { name: "inRun", run: untilStopped, teardown: () => void torn.push("inRun") },
            { name: "serving", keep: "end", run: () => { }, teardown: () => void torn.push("serving") },
        ], { failFast: "stop" });
        await simulation.clock.settle();
        hold.fail(new Error("broken"));
        await simulation.finish();
        expect(torn.toSorted()).toEqual(["inRun", "inSetup", "serving"]);
    });
    it("once for each attempt of a retry", async () => {
        const attempts = [];
        await simulate([
            {
                name: "a",
                retry: { limit: 2 },
                setup: ({ attempt }) => attempt,
                run: fails,
                teardown: ({ resource }) => void attempts.push(resource),
            },
        ]);
        expect(attempts).toEqual([1, 2, 3]);
    });
    it("with the resource of a setup that returned it, and without one where it threw", async () => {
        const resources = [];
        const teardown = ({ resource }) => void resources.push(resource);
        await simulate([
            { name: "a", setup: () => "server", run: fails, teardown },
            { name: "b", dependencies: [{ stage: "a", on: "settled" }], setup: fails, teardown },
        ]);
        expect(resources).toEqual(["server", undefined]);
    });
    it("with the resource that a setup returned after its signal, within the grace time", async () => {
        const resources = [];
        const clock = createSimulatedClock();
        const ended = await simulate([
            {
                name: "a",
                timeout: { setup: 10 },
                setup: takes(clock, 20, "server"),
                teardown: ({ resource }) => void resources.push(resource),
            },
        ], { clock });
        expect(resources).toEqual(["server"]);
        expect(endsOf(ended)).toEqual({ a: "failed" });
    });
    it("not at all where nothing was entered", async () => {
        let teardowns = 0;
        const teardown = () => {
            teardowns += 1;
        };
        const ended = await simulate([
            { name: "a", when: () => false, setup: () => { }, teardown },
            { name: "b", when: fails, setup: () => { }, teardown },
            { name: "c", dependencies: ["a"], setup: () => { }, teardown },
        ]);
        expect(endsOf(ended)).toEqual({ a: "condition", b: "failed", c: "dependency-skipped" });
        expect(teardowns).toBe(0);
    });
});
describe("§3.3 Teardown", () => {
    it("gets a signal of its own that is not aborted when run's is", async () => {
        const signals = [];
        const note = ({ signal }) => {
            signals.push(signal);
            expect(signal.aborted).toBe(false);
        };
        const simulation = begin([
            {
                name: "a",
                setup: note,
                run: ({ signal }) => {
                    note({ signal });
                    return untilStopped({ signal });
                },
                teardown: note,
            },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        await simulation.finish();
        expect(new Set(signals).size).toBe(3);
        expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false]);
    });
    it("gets a time budget of its own, whatever run has used up", async () => {
        const clock = createSimulatedClock();
        let budget = 0;
        const ended = await simulate([
            {
                name: "a",
                timeout: 100,
                run: takes(clock, 90),
                teardown: async ({ remaining }) => {
                    budget = remaining();
                    await takes(clock, 90)();
                },
            },
        ], { clock });
        expect(budget).toBe(100);
        expect(endsOf(ended)).toEqual({ a: "passed" });
    });
    it("has 30 s where no timeout is given", async () => {
        const ended = await simulate([{ name: "a", run: () => { }, teardown: untilStopped }]);
        expect(stageOf(ended, "a").attempts[0]?.phases[1]).toMatchObject({
            phase: "teardown",
            status: "timedOut",
            durationMs: 30_000,
        });
    });
});
