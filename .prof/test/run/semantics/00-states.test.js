import { describe, expect, it } from "vitest";
import { applyEvent, createView } from "../../../src/model/view.js";
import { fails } from "../../helpers/functions.js";
import { simulate } from "../../helpers/simulate.js";
/** The states that a stage is in, one after the other. */
function statesOf(events, name) {
    const view = createView();
    const states = [];
    for (const event of events) {
        applyEvent(view, event);
        const total = Object.values(view.counts).reduce((sum, count) => sum + count, 0);
        expect(total, "each stage is in exactly one state").toBe(view.stages.size);
        const state = view.stages.get(name)?.state;
        if (state !== undefined && states.at(-1) !== state)
            states.push(state);
    }
    return states;
}
const all = { setup: () => { }, run: () => { }, teardown: () => { } };
describe("§3 States", () => {
    it("go from pending through setup, running and teardown to passed", async () => {
        const { events } = await simulate([{ name: "a", ...all }]);
        expect(statesOf(events, "a")).toEqual(["pending", "setup", "running", "teardown", "passed"]);
    });
    it("go from a setup that fails to teardown, and end failed", async () => {
        const { events } = await simulate([{ name: "a", ...all, setup: fails }]);
        expect(statesOf(events, "a")).toEqual(["pending", "setup", "teardown", "failed"]);
    });
    it("go from pending to skipped", async () => {
        const { events } = await simulate([{ name: "a", ...all, when: () => false }]);
        expect(statesOf(events, "a")).toEqual(["pending", "skipped"]);
    });
    it("go from teardown back to pending, where a retry waits", async () => {
        const run = ({ attempt }) => (attempt === 1 ? fails() : undefined);
        const { events } = await simulate([{ name: "a", ...all, run, retry: { limit: 1 } }]);
        const attempt = ["pending", "setup", "running", "teardown"];
        expect(statesOf(events, "a")).toEqual([...attempt, ...attempt, "passed"]);
    });
    it("stay at running while the stage serves", async () => {
        const { events } = await simulate([
            { name: "a", ...all, keep: "dependents" },
            { name: "b", dependencies: ["a"], run: () => { } },
        ]);
        expect(statesOf(events, "a")).toEqual(["pending", "setup", "running", "teardown", "passed"]);
    });
    it("pass over the phases that a stage does not have", async () => {
        const { events } = await simulate([{ name: "a", teardown: () => { } }, { name: "b" }]);
        expect(statesOf(events, "a")).toEqual(["pending", "teardown", "passed"]);
        expect(statesOf(events, "b")).toEqual(["pending", "passed"]);
    });
});
