import { expect, test } from "vitest";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { fails, takes, untilStopped } from "../helpers/functions.js";
import { begin, endsOf, eventsOfType, storyOf } from "../helpers/simulate.js";
/** Does something in the turn in which an event is told. */
function at(simulation, isIt, act) {
    simulation.run.events$.subscribe((event) => {
        if (isIt(event))
            act();
    });
}
// Seed 303176783 of test/properties/disturbed.test.ts, path 3.
test("tells of no stage as ready in a run that is cancelled before its first event", async () => {
    const simulation = begin([{ name: "a", run: () => { } }]);
    simulation.run.cancel("enough");
    const ended = await simulation.finish();
    expect(eventsOfType(ended, "stage.ready")).toEqual([]);
    expect(endsOf(ended)).toEqual({ a: "cancelled" });
});
// Seed 2110942911 of test/properties/disturbed.test.ts, path 12.
test("tells of no stage as ready when the failure that it waited for sets off fail-fast", async () => {
    const simulation = begin([
        { name: "a", run: fails },
        { name: "b", dependencies: [{ stage: "a", on: "failed" }], run: () => { } },
    ], { failFast: "drain" });
    const ended = await simulation.finish();
    expect(eventsOfType(ended, "stage.ready").map(({ stage }) => stage)).toEqual(["a"]);
    expect(endsOf(ended)).toEqual({ a: "failed", b: "fail-fast" });
});
// Seed 619581773 of test/properties/disturbed.test.ts, path 20.
test("starts no retry that was due while the run was paused when the run is cancelled", async () => {
    const simulation = begin([{ name: "a", retry: { limit: 1, delay: 10 }, run: fails, teardown: () => { } }]);
    await simulation.clock.settle();
    simulation.run.pause();
    await simulation.clock.advance(20);
    simulation.run.cancel("enough");
    const ended = await simulation.finish();
    expect(eventsOfType(ended, "stage.started")).toHaveLength(1);
    expect(storyOf(ended).slice(-4)).toEqual(["run.unpaused", "run.cancelling", "a failed", "run.finished"]);
});
test("starts no retry in the slot of the failure that stops the run", async () => {
    const clock = createSimulatedClock();
    const simulation = begin([
        { name: "a", retry: { limit: 1, delay: 5 }, run: fails },
        { name: "b", setup: takes(clock, 20), run: fails },
        { name: "c", run: untilStopped },
    ], { clock, concurrency: 2, failFast: "stop" });
    const ended = await simulation.finish();
    const started = eventsOfType(ended, "stage.started").map(({ stage, attempt }) => `${stage} ${attempt}`);
    expect(started).toEqual(["a 1", "b 1", "c 1"]);
    expect(endsOf(ended)).toEqual({ a: "failed", b: "failed", c: "failed" });
});
// Seed 816778778 of test/properties/disturbed.test.ts, path 242.
test("starts nothing when a subscriber resumes the run at the failure that stops it", async () => {
    const clock = createSimulatedClock();
    const simulation = begin([
        { name: "a", run: () => takes(clock, 10)().then(fails) },
        { name: "b", run: takes(clock, 5) },
        { name: "c", run: () => { }, teardown: () => { } },
    ], { clock, concurrency: 2, failFast: "stop" });
    at(simulation, (event) => event.type === "stage.finished" && event.stage === "a", () => simulation.run.resume());
    await clock.settle();
    simulation.run.pause();
    const ended = await simulation.finish();
    expect(endsOf(ended)).toEqual({ a: "failed", b: "passed", c: "fail-fast" });
});
// Seed 1861029516 of test/properties/disturbed.test.ts, path 415.
test("starts no phase after a forced stop, though the phase before it has just ended", async () => {
    const simulation = begin([{ name: "a", run: () => { }, teardown: () => { } }]);
    at(simulation, (event) => event.type === "phase.finished" && event.phase === "run", () => {
        simulation.run.cancel("enough");
        simulation.run.cancel("at once");
    });
    const ended = await simulation.finish();
    const cancelling = ended.events.findIndex(({ type }) => type === "run.cancelling");
    const afterwards = ended.events.slice(cancelling).filter(({ type }) => type === "phase.started");
    expect(afterwards).toEqual([]);
});
