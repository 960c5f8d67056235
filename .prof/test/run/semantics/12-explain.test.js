import { describe, expect, it } from "vitest";
import { edgeVerdict } from "../../../src/plan/readiness.js";
import { fails } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin } from "../../helpers/simulate.js";
describe("§3.12 Readiness is a pure function of an edge, its dependency's outcome and its policy", () => {
    const table = {
        passed: [
            ["open", "open", "open"],
            ["serving", "satisfied", "satisfied"],
            ["passed", "satisfied", "satisfied"],
            ["failed", "dependency-failed", "satisfied"],
            ["skipped", "dependency-skipped", "satisfied"],
        ],
        settled: [
            ["open", "open", "open"],
            ["serving", "satisfied", "satisfied"],
            ["passed", "satisfied", "satisfied"],
            ["failed", "satisfied", "satisfied"],
            ["skipped", "satisfied", "satisfied"],
        ],
        failed: [
            ["open", "open", "open"],
            ["serving", "dependency-passed", "dependency-passed"],
            ["passed", "dependency-passed", "dependency-passed"],
            ["failed", "satisfied", "satisfied"],
            ["skipped", "dependency-skipped", "dependency-skipped"],
        ],
    };
    for (const on of ["passed", "settled", "failed"]) {
        it.each(table[on])(`on: "${on}", a dependency that is %s: %s; %s where it is optional`, (standing, ...verdicts) => {
            expect([edgeVerdict(on, standing, false), edgeVerdict(on, standing, true)]).toEqual(verdicts);
        });
    }
});
describe("§3.12 explain", () => {
    it("tells what a stage waits for", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "db", run: () => hold.promise },
            { name: "cache", run: () => { } },
            { name: "api", dependencies: ["db", "cache", { stage: "seed", on: "settled" }] },
            { name: "seed", dependencies: ["db"] },
        ]);
        await simulation.clock.settle();
        expect(simulation.run.explain("api")).toEqual({
            stage: "api",
            state: "pending",
            waitsFor: [
                { stage: "db", on: "passed", state: "running" },
                { stage: "seed", on: "settled", state: "pending" },
            ],
            text: "api waits for db to pass (it is running) and seed to end (it is pending).",
        });
        hold.open();
        await simulation.finish();
    });
    it("tells that a stage waits for a slot, or for units of a pool", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "a", resources: { port: 1 }, run: () => hold.promise },
            { name: "b", resources: { port: 1 } },
        ], { concurrency: 1 });
        await simulation.clock.settle();
        expect(simulation.run.explain("b")).toMatchObject({
            state: "pending",
            waitsFor: [],
            text: 'b is ready and waits for a free slot, or for units of "port" (held by a).',
        });
        hold.open();
        await simulation.finish();
    });
    it("tells that the run is paused", async () => {
        const simulation = begin([{ name: "a" }]);
        simulation.run.pause();
        await simulation.clock.settle();
        expect(simulation.run.explain("a").text).toBe("a is ready, but the run is paused.");
        simulation.run.resume();
        await simulation.finish();
    });
    it("tells what a stage waits for before the first event", async () => {
        const simulation = begin([{ name: "a" }, { name: "b", dependencies: ["a"] }]);
        expect(simulation.run.explain("b")).toMatchObject({
            state: "pending",
            waitsFor: [{ stage: "a", state: "pending" }],
        });
        await simulation.finish();
    });
    it("tells, live and afterwards, why a stage was skipped", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "a", run: fails },
            { name: "b", dependencies: ["a"] },
            { name: "c", dependencies: ["b"] },
            { name: "slow", run: () => hold.promise },
        ]);
        await simulation.clock.settle();
        const skipped = {
            stage: "c",
            state: "skipped",
            waitsFor: [],
            skip: { reason: "dependency-skipped", because: ["a", "b"] },
            text: expect.stringContaining("a failed in run: broken."),
        };
        expect(simulation.run.explain("c")).toEqual(skipped);
        hold.open();
        await simulation.finish();
        expect(simulation.run.explain("c")).toEqual(skipped);
    });
    it("tells what became of the others", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "a", run: () => { } },
            { name: "b", run: fails },
            { name: "db", keep: "dependents", run: () => { } },
            { name: "test", dependencies: ["db"], run: () => hold.promise },
        ]);
        await simulation.clock.settle();
        const texts = ["a", "b", "db", "test"].map((name) => simulation.run.explain(name).text);
        expect(texts).toEqual([
            "a passed.",
            "b failed in run: broken.",
            "db is serving: it is kept up until all that depends on it is over.",
            "test is running.",
        ]);
        hold.open();
        await simulation.finish();
    });
    it("throws where there is no such stage", async () => {
        const simulation = begin([{ name: "a" }]);
        expect(() => simulation.run.explain("b")).toThrow(new RangeError('There is no stage "b"'));
        expect(() => simulation.run.explain("toString")).toThrow(RangeError);
        await simulation.finish();
    });
});
