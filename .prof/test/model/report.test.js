import { describe, expect, test, vi } from "vitest";
import { toReport } from "../../src/model/report.js";
import { RunRecorder, STARTED_AT, stageError, viewOf } from "../helpers/events.js";
const reportOf = ({ events }) => toReport(viewOf(events));
/** `s0` fails; every other stage needs the one before it. */
function failedChain(length) {
    const names = Array.from({ length }, (_, index) => `s${index}`);
    const recorder = new RunRecorder(names.map((name, index) => ({ name, dependencies: names.slice(Math.max(0, index - 1), index) })));
    recorder.start("s0").finish("s0", { status: "failed", errors: [stageError("no")] });
    for (let index = 1; index < length; index += 1) {
        const reason = index === 1 ? "dependency-failed" : "dependency-skipped";
        recorder.finish(`s${index}`, { status: "skipped", skip: { reason, culprit: `s${index - 1}` } });
    }
    return recorder.end("failed");
}
describe("the report", () => {
    test("tells run, counts and every stage in the plan's order", () => {
        const error = stageError("no");
        const recorder = new RunRecorder([
            { name: "a", tags: ["slow"], phases: ["setup", "run"] },
            { name: "b", optional: true, dependencies: [{ stage: "a", on: "settled" }] },
        ])
            .after(10)
            .start("a")
            .passPhases("a", { setup: 5, run: 6 })
            .finish("a", { status: "passed", output: 1 })
            .start("b")
            .openPhase("b", "run")
            .after(3)
            .abandonPhase("b", "timedOut", [error])
            .tell("stage.leaked", { stage: "b", attempt: 1 })
            .finish("b", { status: "failed", errors: [error] })
            .after(1)
            .end("passed");
        expect(reportOf(recorder)).toEqual({
            schemaVersion: 1,
            runId: "r-1",
            pipeline: "checkout",
            status: "passed",
            startedAt: STARTED_AT,
            durationMs: 25,
            counts: { passed: 1, failed: 1, skipped: 0, flaky: 0 },
            stages: [
                {
                    name: "a",
                    status: "passed",
                    optional: false,
                    flaky: false,
                    dependencies: [],
                    tags: ["slow"],
                    attempts: [
                        {
                            attempt: 1,
                            phases: [
                                { phase: "setup", status: "passed", startedAt: STARTED_AT + 10, durationMs: 5 },
                                { phase: "run", status: "passed", startedAt: STARTED_AT + 15, durationMs: 6 },
                            ],
                        },
                    ],
                    errors: [],
                    startedAt: STARTED_AT + 10,
                    durationMs: 11,
                },
                {
                    name: "b",
                    status: "failed",
                    optional: true,
                    flaky: false,
                    dependencies: [{ stage: "a", on: "settled" }],
                    tags: [],
                    attempts: [
                        {
                            attempt: 1,
                            phases: [
                                { phase: "run", status: "timedOut", startedAt: STARTED_AT + 21, durationMs: 3, abandoned: true },
                            ],
                            leaked: true,
                        },
                    ],
                    errors: [error],
                    startedAt: STARTED_AT + 21,
                    durationMs: 3,
                },
            ],
        });
    });
    test("counts flaky stages", () => {
        const recorder = new RunRecorder([{ name: "a" }]).finish("a", { status: "passed", flaky: true }).end("passed");
        expect(reportOf(recorder).counts).toEqual({ passed: 1, failed: 0, skipped: 0, flaky: 1 });
    });
    test("has errors of the run only where there are any", () => {
        const recorder = () => new RunRecorder([]);
        const error = { name: "Error", message: "stray" };
        expect(reportOf(recorder().end("passed"))).not.toHaveProperty("errors");
        expect(reportOf(recorder().tell("run.errored", { error }).end("failed")).errors).toEqual([error]);
    });
    test("is not made of a run that has not ended", () => {
        expect(() => reportOf(new RunRecorder([]))).toThrow("Run r-1 has not ended");
    });
    test("is not made where a stage has no end", () => {
        expect(() => reportOf(new RunRecorder([{ name: "a" }]).end("failed"))).toThrow('Stage "a" has not ended');
    });
});
describe("the way to the cause of a skip", () => {
    test("goes from the cause to the direct dependency", () => {
        const [, b, c] = reportOf(failedChain(3)).stages;
        expect(b?.skip).toEqual({ reason: "dependency-failed", because: ["s0"] });
        expect(c?.skip).toEqual({ reason: "dependency-skipped", because: ["s0", "s1"] });
    });
    test("is empty where the stage itself is the cause", () => {
        const skip = { reason: "condition", message: "not on Sundays" };
        const recorder = new RunRecorder([{ name: "a" }]).finish("a", { status: "skipped", skip }).end("passed");
        expect(reportOf(recorder).stages[0]?.skip).toEqual({ ...skip, because: [] });
    });
    test("is whole up to 20 names", () => {
        expect(reportOf(failedChain(21)).stages.at(-1)?.skip?.because).toEqual(Array.from({ length: 20 }, (_, index) => `s${index}`));
    });
    test("is cut to 20 names on long chains: the cause, then those next to the stage", () => {
        const { because = [] } = reportOf(failedChain(100)).stages.at(-1)?.skip ?? {};
        expect(because).toHaveLength(20);
        expect(because[0]).toBe("s0");
        expect(because.slice(1)).toEqual(Array.from({ length: 19 }, (_, index) => `s${80 + index}`));
    });
    test("takes at most 20 steps a stage on a chain of 10,000", () => {
        const view = viewOf(failedChain(10_000).events);
        const lookups = vi.spyOn(view.stages, "get");
        expect(toReport(view).stages).toHaveLength(10_000);
        expect(lookups.mock.calls.length).toBeLessThanOrEqual(20 * 10_000);
    });
    test("may go over stages of any name", () => {
        const recorder = new RunRecorder([{ name: "__proto__" }, { name: "constructor" }, { name: "toString" }])
            .finish("__proto__", { status: "failed" })
            .finish("constructor", { status: "skipped", skip: { reason: "dependency-failed", culprit: "__proto__" } })
            .finish("toString", { status: "skipped", skip: { reason: "dependency-skipped", culprit: "constructor" } })
            .end("failed");
        expect(reportOf(recorder).stages.map(({ skip }) => skip?.because)).toEqual([
            undefined,
            ["__proto__"],
            ["__proto__", "constructor"],
        ]);
    });
});
