import { expect, test } from "vitest";
import * as z from "zod";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { hangs, takes, throws, untilStopped } from "../helpers/functions.js";
import { begin, errorsOf, simulate, stageOf } from "../helpers/simulate.js";
/** Throws a value once its signal aborts. */
function throwsOnAbort(value) {
    return ({ signal }) => new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(value));
    });
}
// Seed 1744579415 of test/properties/undisturbed.test.ts, path 77.
test("keeps what an aborted function throws in each attempt, though it throws the same each time", async () => {
    const ended = await simulate([
        { name: "a", timeout: { run: 10 }, retry: { limit: 1, delay: 1 }, run: throwsOnAbort(undefined) },
    ]);
    expect(stageOf(ended, "a").errors).toMatchObject([
        { attempt: 1, code: "phase-timeout" },
        { attempt: 1, message: "undefined" },
        { attempt: 2, code: "phase-timeout" },
        { attempt: 2, message: "undefined" },
    ]);
});
// Seed -40599583 of test/properties/undisturbed.test.ts, path 19.
test("does not hold what an aborted run returns against its output schema", async () => {
    const run = ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined)));
    const ended = await simulate([{ name: "a", timeout: { run: 10 }, output: z.string(), run }]);
    expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 10 ms']);
});
/** Cancels after 15 ms a stage whose `run` timed out after 10, and has not noticed. */
async function cancelWhileTimingOut(stages) {
    const clock = createSimulatedClock();
    const simulation = begin(stages(clock), { clock, grace: 100 });
    await clock.advance(15);
    simulation.run.cancel("enough");
    return simulation.finish();
}
// Seed 1695506740 of test/properties/disturbed.test.ts, path 7.
test("gives a stage that is cancelled while it times out its cancellation error, once", async () => {
    const ended = await cancelWhileTimingOut((clock) => [
        { name: "a", timeout: { run: 10 }, retry: { limit: 3 }, run: takes(clock, 20), teardown: () => { } },
    ]);
    expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 10 ms', "run 1: Cancelled: enough"]);
    expect(stageOf(ended, "a").attempts).toMatchObject([{ phases: [{ status: "timedOut" }, { status: "passed" }] }]);
});
test("leaves a teardown that is cancelled while it times out its outcome", async () => {
    const ended = await cancelWhileTimingOut(() => [{ name: "a", timeout: { teardown: 10 }, teardown: hangs }]);
    expect(errorsOf(ended, "a")).toEqual(['teardown 1: teardown of stage "a" took longer than 10 ms']);
});
// Seed 1388216795 of test/properties/disturbed.test.ts, path 47.
test("tears down a stage that threw what throws when it is looked at, and is cancelled then", async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const clock = createSimulatedClock();
    const stages = [
        { name: "a", setup: throws(proxy), timeout: { teardown: 10 }, teardown: takes(clock, 30) },
        { name: "b", run: untilStopped },
    ];
    const simulation = begin(stages, { clock, grace: 100 });
    await clock.advance(15);
    simulation.run.cancel("enough");
    const ended = await simulation.finish();
    expect(stageOf(ended, "a").attempts).toMatchObject([{ phases: [{ status: "failed" }, { status: "timedOut" }] }]);
    expect(errorsOf(ended, "a")).toHaveLength(2);
});
