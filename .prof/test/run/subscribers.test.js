import { bufferCount, concatMap, filter, map, mergeMap, Observable, Subscriber, share, switchMap, tap, } from "rxjs";
import { describe, expect, it } from "vitest";
import { throws } from "../helpers/functions.js";
import { begin, endsOf, eventsOfType } from "../helpers/simulate.js";
const stages = [
    { name: "a", run: () => { }, teardown: () => { } },
    { name: "b", dependencies: ["a"], run: () => { } },
];
const broken = throws(new Error("subscriber is broken"));
const through = {
    map: map((event) => event.type),
    "filter and map": (source) => source.pipe(filter(({ seq }) => seq > 2), map(({ type }) => type)),
    mergeMap: mergeMap((event) => [event]),
    concatMap: concatMap((event) => [event]),
    switchMap: switchMap((event) => [event]),
    bufferCount: bufferCount(2),
    share: share(),
};
describe("a subscriber that throws", () => {
    it("is unsubscribed, and told of once in the log of the run", async () => {
        const simulation = begin(stages);
        let calls = 0;
        const subscription = simulation.run.events$.subscribe(() => {
            calls += 1;
            broken();
        });
        const ended = await simulation.finish();
        expect(calls).toBe(1);
        expect(subscription.closed).toBe(true);
        const logs = eventsOfType(ended, "log");
        expect(logs).toMatchObject([
            { level: "error", message: "A subscriber threw and was unsubscribed: subscriber is broken" },
        ]);
        expect(logs[0]).not.toHaveProperty("stage");
    });
    it("harms neither the run nor the other subscribers", async () => {
        const simulation = begin(stages);
        simulation.run.events$.subscribe(broken);
        const others = [];
        simulation.run.events$.subscribe((event) => others.push(event));
        const ended = await simulation.finish();
        expect(endsOf(ended)).toEqual({ a: "passed", b: "passed" });
        expect(ended.report.status).toBe("passed");
        expect(others).toEqual(ended.events);
    });
    it("harms nobody as an observer object either, in next or in complete", async () => {
        const simulation = begin(stages);
        simulation.run.events$.subscribe({ next: broken });
        simulation.run.events$.subscribe({ complete: broken });
        simulation.run.view$.subscribe({ next: broken });
        simulation.run.view$.subscribe({ complete: broken });
        expect((await simulation.finish()).report.status).toBe("passed");
    });
    it.each(Object.entries(through))("harms nobody at the end of %s", async (_, operator) => {
        const simulation = begin(stages);
        simulation.run.events$.pipe(operator).subscribe(broken);
        const ended = await simulation.finish();
        expect(ended.report.status).toBe("passed");
        expect(eventsOfType(ended, "log")).toHaveLength(1);
    });
    it("harms nobody where a function handed to an operator throws", async () => {
        const simulation = begin(stages);
        simulation.run.events$.pipe(map(broken)).subscribe();
        simulation.run.events$.pipe(tap(broken)).subscribe(() => { });
        simulation.run.events$.pipe(filter(broken), map(String)).subscribe(() => { });
        const ended = await simulation.finish();
        expect(ended.report.status).toBe("passed");
        expect(eventsOfType(ended, "log")).toHaveLength(3);
    });
    it("gets an operator's error in its error handler, where it has one", async () => {
        const simulation = begin(stages);
        const errors = [];
        simulation.run.events$.pipe(map(broken)).subscribe({ error: (error) => errors.push(error) });
        const ended = await simulation.finish();
        expect(errors).toMatchObject([{ message: "subscriber is broken" }]);
        expect(eventsOfType(ended, "log")).toEqual([]);
    });
    it("harms nobody where its error handler throws too", async () => {
        const simulation = begin(stages);
        simulation.run.events$.pipe(map(broken)).subscribe({ error: broken });
        expect((await simulation.finish()).report.status).toBe("passed");
    });
    it("harms nobody where it was handed over from one Observable to another", async () => {
        const simulation = begin(stages);
        new Observable((subscriber) => simulation.run.events$.subscribe(subscriber)).subscribe({
            next: () => { },
            error: () => { },
        });
        expect((await simulation.finish()).report.status).toBe("passed");
    });
    it("harms nobody as a bare Subscriber of RxJS", async () => {
        const simulation = begin(stages);
        simulation.run.events$.subscribe(new Subscriber({ next: broken, error: broken, complete: broken }));
        const ended = await simulation.finish();
        expect(ended.report.status).toBe("passed");
        expect(eventsOfType(ended, "log")).toHaveLength(1);
    });
    it.each([
        ["an object without a prototype", Object.create(null)],
        ["an object whose toString throws", { toString: broken }],
        ["undefined", undefined],
    ])("harms nobody by throwing %s", async (_, value) => {
        const simulation = begin(stages);
        simulation.run.events$.subscribe(throws(value));
        const ended = await simulation.finish();
        expect(ended.report.status).toBe("passed");
        expect(eventsOfType(ended, "log")).toHaveLength(1);
    });
    it("of view$ is unsubscribed and told of", async () => {
        const simulation = begin(stages);
        let calls = 0;
        simulation.run.view$.subscribe(() => {
            calls += 1;
            if (calls === 2)
                broken();
        });
        const ended = await simulation.finish();
        expect(calls).toBe(2);
        expect(ended.report.status).toBe("passed");
    });
    it("as it subscribes to view$ is told of, and the call returns", async () => {
        const simulation = begin(stages);
        await simulation.clock.settle();
        const subscription = simulation.run.view$.subscribe(broken);
        expect(subscription.closed).toBe(true);
        await simulation.finish();
    });
    it("at run.finished harms nobody, and is warned of", async () => {
        const simulation = begin(stages);
        const warnings = [];
        const onWarning = ({ message }) => warnings.push(message);
        process.on("warning", onWarning);
        simulation.run.events$.subscribe(({ type }) => type === "run.finished" && broken());
        const ended = await simulation.finish();
        process.off("warning", onWarning);
        expect(ended.events.at(-1)?.type).toBe("run.finished");
        expect(warnings).toEqual(["A subscriber threw and was unsubscribed: subscriber is broken"]);
    });
    it("keeps its own this", async () => {
        const simulation = begin([{ name: "a" }]);
        class Collector {
            types = [];
            next({ type }) {
                this.types.push(type);
            }
        }
        const collector = new Collector();
        simulation.run.events$.subscribe(collector);
        await simulation.finish();
        expect(collector.types).toContain("run.finished");
    });
});
