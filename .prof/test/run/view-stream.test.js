import { firstValueFrom, toArray } from "rxjs";
import { describe, expect, it } from "vitest";
import { startRun } from "../../src/run/start-run.js";
import { gate } from "../helpers/gate.js";
import { begin } from "../helpers/simulate.js";
describe("view$", () => {
    it("gives a late subscriber the current picture at once", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "a", run: () => { } },
            { name: "b", run: () => hold.promise },
        ]);
        await simulation.clock.settle();
        let counts;
        simulation.run.view$.subscribe((view) => {
            counts ??= { ...view.counts };
        });
        expect(counts).toMatchObject({ passed: 1, running: 1 });
        hold.open();
        await simulation.finish();
    });
    it("gives a subscriber of the first turn a picture of stages that wait to begin", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        const view = await firstValueFrom(run.view$);
        expect(view.stages.get("a")?.description.name).toBe("a");
        await run.report;
    });
    it("gives a subscriber that comes when the run is over the last picture, and completes", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        await run.report;
        const views = await firstValueFrom(run.view$.pipe(toArray()));
        expect(views).toHaveLength(1);
        expect(views[0]).toMatchObject({ state: "passed", counts: { passed: 1 } });
    });
    it("gives one live object, whose revision tells what is new", async () => {
        const simulation = begin([{ name: "a", run: () => { } }]);
        const views = new Set();
        const revisions = [];
        simulation.run.view$.subscribe((view) => {
            views.add(view);
            revisions.push(view.revision);
        });
        const { events } = await simulation.finish();
        expect(views.size).toBe(1);
        expect(revisions.at(0)).toBe(0);
        expect(revisions.at(-1)).toBe(events.length);
    });
    it("coalesces events of one moment", async () => {
        const simulation = begin(Array.from({ length: 100 }, (_, index) => ({ name: `s${index}` })));
        let count = 0;
        simulation.run.view$.subscribe(() => {
            count += 1;
        });
        const { events } = await simulation.finish();
        expect(events.length).toBeGreaterThan(300);
        expect(count).toBeLessThan(10);
    });
    it("shows the end of the run, and then completes", async () => {
        const seen = [];
        const run = startRun({ stages: [{ name: "a" }] });
        run.view$.subscribe({ next: ({ state }) => seen.push(state), complete: () => seen.push("complete") });
        await run.report;
        expect(seen.slice(-2)).toEqual(["passed", "complete"]);
    });
    it("as an async iterable ends with the last picture", async () => {
        const run = startRun({ stages: [{ name: "a" }] });
        let state = "";
        for await (const view of run.view$)
            state = view.state;
        expect(state).toBe("passed");
    });
    it("owes an iterator that lags only the newest picture", async () => {
        const run = startRun({ stages: [{ name: "a" }, { name: "b", dependencies: ["a"] }] });
        const iterator = run.view$[Symbol.asyncIterator]();
        await run.report;
        expect((await iterator.next()).value).toMatchObject({ state: "passed" });
        expect((await iterator.next()).done).toBe(true);
    });
});
