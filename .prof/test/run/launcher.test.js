import { describe, expect, it } from "vitest";
import { createLauncher } from "../../src/run/launcher.js";
describe("the launcher", () => {
    it("calls nothing within the call", async () => {
        const calls = [];
        const launch = createLauncher(() => calls.push("prepare"));
        launch(() => calls.push("start"));
        expect(calls).toEqual([]);
        await Promise.resolve();
        expect(calls).toEqual(["prepare", "start"]);
    });
    it("prepares once for all that is launched in one turn", async () => {
        const calls = [];
        const launch = createLauncher(() => calls.push("prepare"));
        launch(() => calls.push("a"));
        launch(() => calls.push("b"));
        await Promise.resolve();
        expect(calls).toEqual(["prepare", "a", "b"]);
    });
    it("prepares again for what is launched from a start", async () => {
        const calls = [];
        const launch = createLauncher(() => calls.push("prepare"));
        launch(() => {
            calls.push("a");
            launch(() => calls.push("b"));
        });
        launch(() => calls.push("c"));
        await Promise.resolve();
        await Promise.resolve();
        expect(calls).toEqual(["prepare", "a", "c", "prepare", "b"]);
    });
    it("lets timers and I/O have their turn in a long chain of starts", async () => {
        const launch = createLauncher(() => { });
        let starts = 0;
        let startsBeforeMacrotask;
        setImmediate(() => {
            startsBeforeMacrotask = starts;
        });
        await new Promise((resolve) => {
            const again = () => {
                starts += 1;
                if (starts === 1_000)
                    resolve();
                else
                    launch(again);
            };
            launch(again);
        });
        expect(startsBeforeMacrotask).toBeLessThan(100);
    });
});
