import { describe, expect, test } from "vitest";
import { closingEvents } from "../../src/model/closing-events.js";
import { toReport } from "../../src/model/report.js";
import { runEventSchema } from "../../src/model/run-event.js";
import { createView } from "../../src/model/view.js";
import { RunRecorder, STARTED_AT, stageError, stageOf, viewOf } from "../helpers/events.js";
const one = () => new RunRecorder([{ name: "api" }]);
const closingOf = ({ events }) => closingEvents(viewOf(events));
const closedViewOf = (recorder) => viewOf([...recorder.events, ...closingOf(recorder)]);
const messageOf = (recorder) => stageOf(closedViewOf(recorder), "api").errors.at(-1)?.message;
describe("the events that close a torn journal", () => {
    test("interrupt the open phase, fail the stage and end the run, at the time of the last event", () => {
        const recorder = one()
            .start("api")
            .openPhase("api", "run")
            .after(40)
            .tell("progress", { stage: "api", attempt: 1, data: 1 });
        const error = {
            phase: "run",
            attempt: 1,
            name: "InterruptedError",
            message: "The process ended during run",
            code: "interrupted",
        };
        const common = { v: 1, runId: "r-1", at: STARTED_AT + 40 };
        expect(closingOf(recorder)).toEqual([
            {
                ...common,
                seq: 6,
                type: "phase.finished",
                stage: "api",
                attempt: 1,
                phase: "run",
                status: "interrupted",
                durationMs: 40,
                errors: [error],
            },
            { ...common, seq: 7, type: "stage.finished", stage: "api", status: "failed", errors: [error] },
            { ...common, seq: 8, type: "run.finished", status: "failed", durationMs: 40 },
        ]);
    });
    test("are valid events", () => {
        for (const event of closingOf(one().start("api").openPhase("api", "setup"))) {
            expect(runEventSchema.parse(event)).toEqual(event);
        }
    });
    test("keep the errors that the stage had", () => {
        const error = stageError("no");
        const recorder = one()
            .start("api")
            .openPhase("api", "run")
            .closePhase("api", "failed", { errors: [error] });
        expect(stageOf(closedViewOf(recorder), "api").errors).toMatchObject([error, { name: "InterruptedError" }]);
    });
    test("leave stages that ended as they are", () => {
        const recorder = new RunRecorder([{ name: "lint" }, { name: "api" }]).pass("lint", 1);
        expect(toReport(closedViewOf(recorder)).counts).toEqual({ passed: 1, failed: 1, skipped: 0, flaky: 0 });
    });
    test("end a run that was being cancelled as cancelled", () => {
        const recorder = one().tell("run.cancelling", { reason: "SIGINT", forced: false });
        expect(closedViewOf(recorder).state).toBe("cancelled");
    });
    test("tell an error of the run where every stage had its end", () => {
        expect(toReport(closedViewOf(one().pass("api", 1)))).toMatchObject({
            status: "failed",
            errors: [{ name: "InterruptedError", message: "The process ended before the run did", code: "interrupted" }],
        });
    });
    test("are none where the run ended", () => {
        expect(closingOf(one().pass("api", 1).end("passed"))).toEqual([]);
    });
    test("are none where the journal is empty", () => {
        expect(closingEvents(createView())).toEqual([]);
    });
    test("tell where the stage was", () => {
        const begun = () => one().start("api").passPhases("api", { setup: 1 });
        const retrying = { stage: "api", attempt: 1, nextAttempt: 2, delayMs: 9 };
        expect(messageOf(one())).toBe("The process ended before the stage began");
        expect(messageOf(begun())).toBe("The process ended between two phases");
        expect(messageOf(begun().openPhase("api", "run"))).toBe("The process ended during run");
        expect(messageOf(begun().tell("stage.serving", { stage: "api", attempt: 1 }))).toBe("The process ended while the stage was serving");
        expect(messageOf(begun().tell("stage.retrying", retrying))).toBe("The process ended before the next attempt");
    });
});
