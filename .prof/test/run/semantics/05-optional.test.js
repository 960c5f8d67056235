import { describe, expect, it } from "vitest";
import { fails } from "../../helpers/functions.js";
import { endsOf, eventsOfType, simulate, stageOf } from "../../helpers/simulate.js";
describe("§3.5 Optional", () => {
    it("says failed of an optional stage, and the run passes", async () => {
        const ended = await simulate([{ name: "lint", optional: true, run: fails }, { name: "test" }]);
        expect(stageOf(ended, "lint")).toMatchObject({ status: "failed", optional: true, errors: [{ message: "broken" }] });
        expect(ended.report).toMatchObject({ status: "passed", counts: { passed: 1, failed: 1, skipped: 0 } });
    });
    it("keeps the raw outcome apart from what policy makes of it", async () => {
        const ended = await simulate([{ name: "lint", optional: true, run: fails }]);
        expect(eventsOfType(ended, "stage.finished")).toMatchObject([{ stage: "lint", status: "failed" }]);
        expect(eventsOfType(ended, "run.finished")).toMatchObject([{ status: "passed" }]);
    });
    it("does not hold the dependents back", async () => {
        const ended = await simulate([
            { name: "lint", optional: true, run: fails },
            { name: "test", dependencies: ["lint"], run: () => { } },
        ]);
        expect(endsOf(ended)).toEqual({ lint: "failed", test: "passed" });
    });
    it("gives the dependents no output of the stage that failed", async () => {
        let seen;
        await simulate([
            { name: "lint", optional: true, run: fails },
            { name: "build", run: () => "ok" },
            {
                name: "test",
                dependencies: ["lint", "build"],
                run: ({ outputs }) => {
                    seen = { ...outputs };
                },
            },
        ]);
        expect(seen).toEqual({ build: "ok" });
    });
    it("fails the run with a required stage that fails beside it", async () => {
        const ended = await simulate([
            { name: "lint", optional: true, run: fails },
            { name: "test", run: fails },
        ]);
        expect(ended.report.status).toBe("failed");
    });
    it("skips an optional stage, as any other, where its own dependency failed", async () => {
        const ended = await simulate([
            { name: "a", run: fails },
            { name: "lint", optional: true, dependencies: ["a"] },
            { name: "test", dependencies: ["lint"], run: () => { } },
        ]);
        expect(endsOf(ended)).toEqual({ a: "failed", lint: "dependency-failed", test: "passed" });
    });
});
