import { describe, expect, it } from "vitest";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.js";
import { takes, throws } from "../../helpers/functions.js";
import { errorsOf, eventsOfType, simulate, stageOf } from "../../helpers/simulate.js";
describe("§3.4 Failures are all kept", () => {
    it("lists every error of a stage with its phase and attempt", async () => {
        const ended = await simulate([
            {
                name: "a",
                retry: { limit: 1 },
                run: ({ attempt }) => throws(new Error(`run of ${attempt}`))(),
                teardown: ({ attempt }) => throws(new Error(`teardown of ${attempt}`))(),
            },
        ]);
        expect(errorsOf(ended, "a")).toEqual([
            "run 1: run of 1",
            "teardown 1: teardown of 1",
            "run 2: run of 2",
            "teardown 2: teardown of 2",
        ]);
    });
    it("fails a stage whose teardown fails", async () => {
        const ended = await simulate([{ name: "a", run: () => { }, teardown: throws(new Error("leak")) }]);
        expect(ended.report.status).toBe("failed");
        expect(errorsOf(ended, "a")).toEqual(["teardown 1: leak"]);
    });
    it("never lets a failing teardown hide the first error", async () => {
        const ended = await simulate([
            { name: "a", setup: throws(new Error("no route")), teardown: throws(new Error("nothing to close")) },
        ]);
        expect(errorsOf(ended, "a")).toEqual(["setup 1: no route", "teardown 1: nothing to close"]);
    });
    it("tells no output of a stage that failed in its teardown", async () => {
        const ended = await simulate([{ name: "a", run: () => "ok", teardown: throws(new Error("leak")) }]);
        expect(eventsOfType(ended, "stage.finished")[0]).not.toHaveProperty("output");
    });
    it("keeps the errors of a stage that passed in the end", async () => {
        const ended = await simulate([
            {
                name: "a",
                retry: { limit: 1 },
                run: ({ attempt }) => {
                    if (attempt === 1)
                        throw new Error("too early");
                },
            },
        ]);
        expect(stageOf(ended, "a").status).toBe("passed");
        expect(errorsOf(ended, "a")).toEqual(["run 1: too early"]);
    });
    it("keeps what a function throws after its timeout, beside the timeout", async () => {
        const clock = createSimulatedClock();
        const ended = await simulate([
            {
                name: "a",
                timeout: { run: 10 },
                run: () => takes(clock, 20)().then(throws(new Error("connection lost"))),
            },
        ], { clock });
        expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 10 ms', "run 1: connection lost"]);
    });
    it("tells the errors of each phase as the phase ends", async () => {
        const ended = await simulate([
            { name: "a", run: throws(new Error("first")), teardown: throws(new Error("second")) },
        ]);
        const told = eventsOfType(ended, "phase.finished").map(({ phase, errors }) => [
            phase,
            errors?.map(({ message }) => message),
        ]);
        expect(told).toEqual([
            ["run", ["first"]],
            ["teardown", ["second"]],
        ]);
    });
    it("keeps code, cause and the errors of an AggregateError", async () => {
        const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
        const error = new AggregateError([new Error("one"), new TypeError("two")], "both", { cause });
        const ended = await simulate([{ name: "a", run: throws(error) }]);
        expect(stageOf(ended, "a").errors).toEqual([
            expect.objectContaining({
                name: "AggregateError",
                message: "both",
                stack: expect.stringContaining("AggregateError: both"),
                cause: expect.objectContaining({ message: "refused", code: "ECONNREFUSED" }),
                errors: [
                    expect.objectContaining({ name: "Error", message: "one" }),
                    expect.objectContaining({ name: "TypeError", message: "two" }),
                ],
            }),
        ]);
    });
    it.each([
        ["a string", "no route", "no route"],
        ["an empty string", "", ""],
        ["undefined", undefined, "undefined"],
        ["null", null, "null"],
        ["a number", 42, "42"],
        ["false", false, "false"],
        ["a symbol", Symbol("gone"), "Symbol(gone)"],
        ["a bigint", 12n, "12n"],
        ["an object", { status: 503 }, "{ status: 503 }"],
    ])("keeps %s that was thrown", async (_, value, message) => {
        const ended = await simulate([{ name: "a", run: throws(value) }]);
        expect(stageOf(ended, "a")).toMatchObject({
            status: "failed",
            errors: [{ phase: "run", attempt: 1, name: "NonError", message }],
        });
    });
    it.each([
        ["undefined", undefined, "undefined"],
        ["null", null, "null"],
        ["a string", "no route", "no route"],
    ])("keeps %s that a promise rejected with", async (_, value, message) => {
        const ended = await simulate([{ name: "a", setup: () => Promise.reject(value), teardown: () => { } }]);
        expect(errorsOf(ended, "a")).toEqual([`setup 1: ${message}`]);
    });
});
