import { describe, expect, it } from "vitest";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { fails, takes, untilStopped } from "../../helpers/functions.js";
import { gate } from "../../helpers/gate.js";
import { begin, endsOf, simulate, storyOf } from "../../helpers/simulate.js";
describe("§3.3 Teardown of kept stages", () => {
    it("runs in reverse dependency order, one after the other", async () => {
        const clock = createSimulatedClock();
        const kept = (name, dependencies) => ({
            name,
            dependencies,
            keep: "dependents",
            run: () => { },
            teardown: takes(clock, 10),
        });
        const ended = await simulate([kept("network", []), kept("db", ["network"]), kept("api", ["db"]), { name: "test", dependencies: ["api"] }], { clock });
        const story = storyOf(ended);
        expect(story.slice(story.indexOf("api.teardown"))).toEqual([
            "api.teardown",
            "api.teardown passed",
            "api passed",
            "db.teardown",
            "db.teardown passed",
            "db passed",
            "network.teardown",
            "network.teardown passed",
            "network passed",
            "run.finished",
        ]);
    });
    it("runs in reverse dependency order of stages kept to the end too", async () => {
        const kept = (name, dependencies) => ({
            name,
            dependencies,
            keep: "end",
            run: () => { },
            teardown: () => { },
        });
        const story = storyOf(await simulate([kept("network", []), kept("db", ["network"]), kept("cache", ["network"]), kept("api", ["db"])]));
        const order = ["api", "db", "cache", "network"].map((name) => story.indexOf(`${name}.teardown`));
        expect(order[0]).toBeLessThan(order[1] ?? 0);
        expect(order[1]).toBeLessThan(order[3] ?? 0);
        expect(order[2]).toBeLessThan(order[3] ?? 0);
    });
    it("runs in reverse dependency order also after a cancel", async () => {
        const simulation = begin([
            { name: "db", keep: "dependents", run: () => { }, teardown: () => { } },
            { name: "api", dependencies: ["db"], keep: "end", run: () => { }, teardown: () => { } },
            { name: "test", dependencies: ["api"], run: untilStopped },
        ]);
        await simulation.clock.settle();
        simulation.run.cancel();
        const story = storyOf(await simulation.finish());
        expect(story.indexOf("api.teardown")).toBeGreaterThan(story.indexOf("test failed"));
        expect(story.indexOf("db.teardown")).toBeGreaterThan(story.indexOf("api passed"));
    });
    it('comes, with keep "run", right after run', async () => {
        const ended = await simulate([
            { name: "a", run: () => { }, teardown: () => { } },
            { name: "b", dependencies: ["a"], run: () => { } },
        ]);
        expect(storyOf(ended).slice(1, 5)).toEqual(["a.run", "a.run passed", "a.teardown", "a.teardown passed"]);
    });
    it('with keep "dependents" comes once the last stage that depends on it, however remotely, is over', async () => {
        const hold = gate();
        const unrelated = gate();
        const simulation = begin([
            { name: "db", keep: "dependents", run: () => { }, teardown: () => { } },
            { name: "api", dependencies: ["db"], run: () => { } },
            { name: "test", dependencies: ["api"], run: () => hold.promise },
            { name: "lint", run: () => unrelated.promise },
        ]);
        await simulation.clock.settle();
        expect(storyOf(simulation)).toContain("test.run");
        expect(storyOf(simulation)).not.toContain("db.teardown");
        hold.open();
        await simulation.clock.settle();
        expect(storyOf(simulation)).toContain("db passed");
        unrelated.open();
        await simulation.finish();
    });
    it('with keep "dependents" comes at once where nothing depends on the stage', async () => {
        const hold = gate();
        const simulation = begin([
            { name: "db", keep: "dependents", run: () => { }, teardown: () => { } },
            { name: "lint", run: () => hold.promise },
        ]);
        await simulation.clock.settle();
        expect(storyOf(simulation)).toContain("db passed");
        hold.open();
        await simulation.finish();
    });
    it('with keep "dependents" comes once all dependents were skipped', async () => {
        const ended = await simulate([
            { name: "a", run: fails },
            { name: "db", keep: "dependents", run: () => { }, teardown: () => { } },
            { name: "test", dependencies: ["db", "a"] },
        ]);
        expect(endsOf(ended)).toEqual({ a: "failed", db: "passed", test: "dependency-failed" });
    });
    it('with keep "end" comes when nothing else is left in the run', async () => {
        const hold = gate();
        const simulation = begin([
            { name: "db", keep: "end", run: () => { }, teardown: () => { } },
            { name: "test", dependencies: ["db"], run: () => { } },
            { name: "lint", run: () => hold.promise },
        ]);
        await simulation.clock.settle();
        expect(storyOf(simulation)).not.toContain("db.teardown");
        hold.open();
        expect(storyOf(await simulation.finish()).slice(-4)).toEqual([
            "db.teardown",
            "db.teardown passed",
            "db passed",
            "run.finished",
        ]);
    });
    it('of two stages kept to the "end" comes, as a stage that is only being kept is nothing left to run', async () => {
        const ended = await simulate([
            { name: "db", keep: "end", run: () => { }, teardown: () => { } },
            { name: "queue", keep: "end", run: () => { }, teardown: () => { } },
        ]);
        expect(endsOf(ended)).toEqual({ db: "passed", queue: "passed" });
    });
    it('with keep "end" waits for a retry of another stage', async () => {
        const ended = await simulate([
            { name: "db", keep: "end", run: () => { }, teardown: () => { } },
            { name: "flaky", run: fails, retry: { limit: 1, delay: 1_000 } },
        ]);
        const story = storyOf(ended);
        expect(story.indexOf("db.teardown")).toBeGreaterThan(story.indexOf("flaky failed"));
    });
    it("comes right after a run that failed, whatever keep says", async () => {
        const hold = gate();
        const simulation = begin([
            { name: "db", keep: "end", run: fails, teardown: () => { } },
            { name: "lint", run: () => hold.promise },
        ]);
        await simulation.clock.settle();
        expect(storyOf(simulation)).toContain("db failed");
        hold.open();
        await simulation.finish();
    });
});
