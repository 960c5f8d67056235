import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { throws, untilStopped } from "../helpers/functions.js";
import { begin, eventsOfType, simulate } from "../helpers/simulate.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
const SECRET = "hunter2";
describe("redaction", () => {
    it("takes secrets out of every text that a stage can bring in, in events, report and journal", async () => {
        const journal = await writeTempFolder({});
        const cause = new Error(`cause ${SECRET}`);
        const simulation = begin([
            {
                name: "a",
                run: ({ log, emit }) => {
                    log(`log ${SECRET}`, { [`key ${SECRET}`]: [`value ${SECRET}`] });
                    emit({ deep: { value: SECRET } });
                    return { output: SECRET };
                },
            },
            { name: "b", run: throws(Object.assign(new Error(`error ${SECRET}`, { cause }), { code: SECRET })) },
            { name: "c", run: throws(new AggregateError([new Error(SECRET)], SECRET)) },
            { name: "d", run: throws({ password: SECRET }) },
            { name: "e", when: () => `skip ${SECRET}` },
            { name: "f", run: untilStopped },
            { name: "g", dependencies: ["f"] },
        ], { journal, runId: "r", redact: [SECRET] });
        await simulation.clock.settle();
        simulation.run.cancel(`cancel ${SECRET}`);
        const { events, report } = await simulation.finish();
        expect(JSON.stringify(events)).not.toContain(SECRET);
        expect(JSON.stringify(report)).not.toContain(SECRET);
        expect(await readFile(join(journal, "r.ndjson"), "utf8")).not.toContain(SECRET);
        expect(JSON.stringify(events).match(/\[redacted\]/g)?.length).toBeGreaterThan(15);
    });
    it("takes patterns too, every occurrence, whatever their flags", async () => {
        const ended = await simulate([{ name: "a", run: ({ log }) => log("token=abc TOKEN=def; token=ghi") }], { redact: [/token=\w+/i] });
        expect(eventsOfType(ended, "log")[0]?.message).toBe("[redacted] [redacted]; [redacted]");
    });
    it("says of an output that it is lost where a secret was in it, and gives it whole to the dependents", async () => {
        let seen;
        const ended = await simulate([
            { name: "a", run: () => ({ password: SECRET }) },
            {
                name: "b",
                dependencies: ["a"],
                run: ({ outputs }) => {
                    seen = outputs.a;
                },
            },
        ], { redact: [SECRET] });
        expect(eventsOfType(ended, "stage.finished")[0]).toMatchObject({ stage: "a", outputLost: true });
        expect(seen).toEqual({ password: SECRET });
    });
    it("takes a secret out that stands where a long line is cut", async () => {
        const ended = await simulate([{ name: "a", run: ({ log }) => log(`${"x".repeat(8_189)}${SECRET}`) }], {
            redact: [SECRET],
        });
        expect(eventsOfType(ended, "log")[0]?.message).not.toContain("hun");
    });
    it("leaves all as it is where nothing is secret", async () => {
        const ended = await simulate([{ name: "a", run: ({ log }) => log(SECRET) }]);
        expect(eventsOfType(ended, "log")[0]?.message).toBe(SECRET);
    });
});
describe("log lines", () => {
    it("tell stage, attempt, level, message and fields", async () => {
        const ended = await simulate([{ name: "a", run: ({ log }) => log("listening", { port: 80 }) }]);
        expect(eventsOfType(ended, "log")).toMatchObject([
            { stage: "a", attempt: 1, level: "info", message: "listening", fields: { port: 80 } },
        ]);
    });
    it("are cut where they are long, and say by how much", async () => {
        const ended = await simulate([{ name: "a", run: ({ log }) => log("x".repeat(10_000)) }]);
        const message = eventsOfType(ended, "log")[0]?.message;
        expect(message?.length).toBeLessThan(8_300);
        expect(message).toMatch(/^x+… \(1808 more\)$/);
    });
    it("of 8192 characters are whole", async () => {
        const ended = await simulate([{ name: "a", run: ({ log }) => log("x".repeat(8_192)) }]);
        expect(eventsOfType(ended, "log")[0]?.message).toBe("x".repeat(8_192));
    });
    it("may be anything at all", async () => {
        const odd = [
            undefined,
            null,
            7,
            { a: 1 },
            Symbol("s"),
            Object.create(null),
            ["a"],
            new Error("e"),
        ];
        const ended = await simulate([
            {
                name: "a",
                run: ({ log }) => {
                    for (const message of odd)
                        log(message);
                },
            },
        ]);
        expect(ended.report.status).toBe("passed");
        expect(eventsOfType(ended, "log")).toHaveLength(odd.length);
    });
    it("take fields that are no object as a value", async () => {
        const ended = await simulate([
            { name: "a", run: ({ log }) => log("list", [1, 2]) },
        ]);
        expect(eventsOfType(ended, "log")[0]?.fields).toEqual({ value: [1, 2] });
    });
    it("of a stage that is over are not told", async () => {
        let kept;
        const ended = await simulate([
            {
                name: "a",
                run: ({ log }) => {
                    kept = log;
                },
            },
            { name: "b", dependencies: ["a"], run: () => kept?.("late") },
        ]);
        expect(eventsOfType(ended, "log")).toEqual([]);
    });
});
describe("progress", () => {
    it("tells what a stage emits", async () => {
        const ended = await simulate([{ name: "a", run: ({ emit }) => emit({ done: 3, of: 4 }) }]);
        expect(eventsOfType(ended, "progress")).toMatchObject([{ stage: "a", attempt: 1, data: { done: 3, of: 4 } }]);
    });
    it("may be undefined, or a plain value", async () => {
        const ended = await simulate([
            {
                name: "a",
                run: ({ emit }) => {
                    emit(undefined);
                    emit("half");
                    emit(null);
                },
            },
        ]);
        expect(eventsOfType(ended, "progress").map(({ data }) => data)).toEqual(["[undefined]", "half", null]);
    });
});
