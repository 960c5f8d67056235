import { describe, expect, it } from "vitest";
import { fails } from "../helpers/functions.js";
import { gate } from "../helpers/gate.js";
import { begin, endsOf, simulate, stageOf, storyOf } from "../helpers/simulate.js";
// The two promises that everything else is built on.
describe("parallel stages", () => {
    it("wait for their dependencies, and for nothing else", async () => {
        const database = gate();
        const cache = gate();
        const simulation = begin([
            { name: "database", run: () => database.promise },
            { name: "cache", run: () => cache.promise },
            { name: "api", dependencies: ["database", "cache"], run: () => { } },
            { name: "worker", dependencies: ["database"], run: () => { } },
        ]);
        await simulation.clock.settle();
        expect(storyOf(simulation)).toEqual(["run.started", "database.run", "cache.run"]);
        database.open();
        await simulation.clock.settle();
        expect(storyOf(simulation)).toContain("worker passed");
        expect(storyOf(simulation)).not.toContain("api.run");
        cache.open();
        expect(endsOf(await simulation.finish())).toEqual({
            database: "passed",
            cache: "passed",
            worker: "passed",
            api: "passed",
        });
    });
    it("start only after all phases of a dependency are over", async () => {
        const order = [];
        const note = (what) => () => {
            order.push(what);
        };
        await simulate([
            { name: "b", dependencies: ["a"], setup: note("b.setup"), run: note("b.run") },
            { name: "a", setup: note("a.setup"), run: note("a.run"), teardown: note("a.teardown") },
        ]);
        expect(order).toEqual(["a.setup", "a.run", "a.teardown", "b.setup", "b.run"]);
    });
});
describe("skipping", () => {
    it("is transitive", async () => {
        const called = [];
        const note = (name) => () => {
            called.push(name);
        };
        const ended = await simulate([
            { name: "database", run: fails },
            { name: "api", dependencies: ["database"], run: note("api") },
            { name: "web", dependencies: ["api"], run: note("web") },
            { name: "e2e", dependencies: ["web", "lint"], run: note("e2e") },
            { name: "lint", run: note("lint") },
        ]);
        expect(endsOf(ended)).toEqual({
            database: "failed",
            api: "dependency-failed",
            web: "dependency-skipped",
            lint: "passed",
            e2e: "dependency-skipped",
        });
        expect(called).toEqual(["lint"]);
        expect(stageOf(ended, "e2e").skip?.because).toEqual(["database", "api", "web"]);
    });
    it("goes through an optional stage no further", async () => {
        const ended = await simulate([
            { name: "database", run: fails },
            { name: "docs", optional: true, dependencies: ["database"] },
            { name: "publish", dependencies: ["docs"], run: () => { } },
        ]);
        expect(endsOf(ended)).toEqual({ database: "failed", docs: "dependency-failed", publish: "passed" });
    });
});
