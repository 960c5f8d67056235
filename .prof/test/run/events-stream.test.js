import { firstValueFrom, toArray } from "rxjs";
import { describe, expect, it } from "vitest";
import { startRun } from "../../src/run/start-run.js";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { untilStopped } from "../helpers/functions.js";
import { gate } from "../helpers/gate.js";
import { begin } from "../helpers/simulate.js";
const typesOf = (events) => events.map(({ type }) => type);
describe("events$", () => {
    it("misses no event for a subscriber of the same turn", async () => {
        const run = startRun({ stages: [{ name: "a" }], clock: createSimulatedClock() });
        let synchronous = 0;
        const events = [];
        run.events$.subscribe((event) => events.push(event));
        synchronous = events.length;
        await run.report;
        expect(synchronous).toBe(0);
        expect(typesOf(events)).toEqual(["run.started", "stage.ready", "stage.started", "stage.finished", "run.finished"]);
    });
    it("completes after run.finished, before the report resolves", async () => {
        const seen = [];
        const run = startRun({ stages: [{ name: "a" }] });
        run.events$.subscribe({ next: ({ type }) => seen.push(type), complete: () => seen.push("complete") });
        await run.report.then(() => seen.push("report"));
        expect(seen.slice(-3)).toEqual(["run.finished", "complete", "report"]);
    });
    it("is hot: a late subscriber gets only what comes after it", async () => {
        const hold = gate();
        const simulation = begin([{ name: "a", run: () => hold.promise }]);
        await simulation.clock.settle();
        const late = [];
        simulation.run.events$.subscribe((event) => late.push(event));
        expect(late).toEqual([]);
        hold.open();
        await simulation.finish();
        expect(typesOf(late)).toEqual(["phase.finished", "stage.finished", "run.finished"]);
    });
    it("is complete for a subscriber that comes when the run is over", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        await run.report;
        expect(await firstValueFrom(run.events$.pipe(toArray()))).toEqual([]);
    });
    it("gives an unsubscribed subscriber nothing any more", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        const seen = [];
        const subscription = run.events$.subscribe(({ type }) => {
            seen.push(type);
            subscription.unsubscribe();
        });
        await run.report;
        expect(seen).toEqual(["run.started"]);
    });
    it("gives every subscriber the events in their order, though one of them commands the run", async () => {
        const simulation = begin([
            { name: "a", run: untilStopped },
            { name: "b", run: untilStopped },
        ]);
        simulation.run.events$.subscribe((event) => {
            if (event.type === "phase.started" && event.stage === "a")
                simulation.run.cancel("from a subscriber");
        });
        const after = [];
        simulation.run.events$.subscribe((event) => after.push(event));
        const { events } = await simulation.finish();
        expect(after.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    });
    it("gives every subscriber the events in their order, though another one throws", async () => {
        const simulation = begin([{ name: "a", run: () => { } }]);
        simulation.run.events$.subscribe(() => {
            throw new Error("broken");
        });
        const after = [];
        simulation.run.events$.subscribe((event) => after.push(event));
        const { events } = await simulation.finish();
        expect(after.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    });
    it("gives every subscriber the events in their order, though a stage's log makes one cancel", async () => {
        const simulation = begin([{ name: "a", run: ({ log }) => log("now") }]);
        simulation.run.events$.subscribe((event) => {
            if (event.type === "log")
                simulation.run.cancel();
        });
        const after = [];
        simulation.run.events$.subscribe((event) => after.push(event));
        await simulation.finish();
        expect(after.map(({ seq }) => seq)).toEqual(after.map((_, index) => index + 1));
        expect(typesOf(after)).toContain("run.cancelling");
    });
});
describe("events$ as an async iterable", () => {
    it("gives every event and ends with the run", async () => {
        const run = startRun({ stages: [{ name: "a" }, { name: "b", dependencies: ["a"] }] });
        const types = [];
        for await (const { type } of run.events$)
            types.push(type);
        expect(types.at(0)).toBe("run.started");
        expect(types.at(-1)).toBe("run.finished");
        expect(types).toHaveLength(8);
    });
    it("owes an iterator that lags every event", async () => {
        const run = startRun({ stages: [{ name: "a" }, { name: "b", dependencies: ["a"] }] });
        const iterator = run.events$[Symbol.asyncIterator]();
        await run.report;
        const seqs = [];
        for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
            seqs.push(next.value.seq);
        expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });
    it("holds up neither the run nor other iterators when one lags", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        const lagging = run.events$[Symbol.asyncIterator]();
        const types = [];
        for await (const { type } of run.events$)
            types.push(type);
        expect((await run.report).status).toBe("passed");
        expect((await lagging.next()).value).toMatchObject({ type: "run.started" });
    });
    it("is let go of when its loop is left", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        const iterator = run.events$[Symbol.asyncIterator]();
        expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
        expect(await iterator.next()).toEqual({ done: true, value: undefined });
        for await (const { type } of run.events$) {
            expect(type).toBe("run.started");
            break;
        }
        await run.report;
    });
    it("answers each of several next() in their order", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        const iterator = run.events$[Symbol.asyncIterator]();
        const results = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
        expect(results.map(({ value }) => value?.seq)).toEqual([1, 2, 3]);
        await run.report;
    });
    it("ends every next() that is open when the run ends", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        const iterator = run.events$[Symbol.asyncIterator]();
        const results = await Promise.all(Array.from({ length: 7 }, () => iterator.next()));
        expect(results.map(({ done }) => done)).toEqual([false, false, false, false, false, true, true]);
    });
});
