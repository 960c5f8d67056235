import { expect } from "vitest";
import { toReport } from "../../src/model/report.js";
import { runEventSchema } from "../../src/model/run-event.js";
import { viewOf } from "./events.js";
/** What holds of every run, whatever its stages do. */
export function checkInvariants({ events, report, clock }) {
    checkNumbering(events);
    checkShape(events);
    checkTeardowns(events);
    checkOrderOfPhases(events);
    // A run that was continued began in another process, whose events these are not.
    if (events[0]?.type === "run.started") {
        checkConcurrency(events);
        expect(toReport(viewOf(events)), "the events alone give the report").toEqual(report);
    }
    expect(clock.pending, "no timer is left").toBe(0);
}
function checkNumbering(events) {
    const first = events[0]?.seq ?? 1;
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => first + index));
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(new Set(events.map(({ runId }) => runId)).size).toBe(1);
    expect(events.at(-1)?.type).toBe("run.finished");
    expect(events.filter(({ type }) => type === "run.finished")).toHaveLength(1);
}
function checkShape(events) {
    for (const event of events) {
        expect(runEventSchema.parse(event)).toEqual(event);
        expect(JSON.parse(JSON.stringify(event))).toEqual(event);
    }
}
/** Teardown is told of exactly once for each attempt that entered a phase before it. */
function checkTeardowns(events) {
    const withTeardown = new Set(events.flatMap((event) => event.type === "run.started"
        ? event.plan.stages.filter(({ phases }) => phases.includes("teardown")).map(({ name }) => name)
        : []));
    const entered = new Set();
    const tornDown = [];
    for (const event of events) {
        if (event.type === "phase.started" && withTeardown.has(event.stage))
            entered.add(`${event.stage} ${event.attempt}`);
        if (event.type === "phase.finished" && event.phase === "teardown" && withTeardown.has(event.stage)) {
            tornDown.push(`${event.stage} ${event.attempt}`);
        }
    }
    expect(tornDown.toSorted(), "one teardown an attempt").toEqual([...entered].sort());
}
/** The phases of a stage never overlap, and none begins after the stage's end. */
function checkOrderOfPhases(events) {
    const open = new Map();
    const over = new Set();
    for (const event of events) {
        if (event.type === "phase.started") {
            expect(open.get(event.stage), `${event.stage}: what is open when ${event.phase} starts`).toBeUndefined();
            expect(over.has(event.stage), `${event.stage} is over when ${event.phase} starts`).toBe(false);
            open.set(event.stage, event.phase);
        }
        if (event.type === "phase.finished")
            open.delete(event.stage);
        if (event.type === "stage.finished") {
            expect(over.has(event.stage), `${event.stage} ends once`).toBe(false);
            over.add(event.stage);
        }
    }
}
function checkConcurrency(events) {
    const [started] = events;
    if (started?.type !== "run.started")
        return;
    let open = 0;
    for (const event of events) {
        if (event.type === "phase.started")
            open += 1;
        // A teardown that a forced stop gave up has not started.
        if (event.type === "phase.finished" && !(event.abandoned === true && wasNotBegun(events, event)))
            open -= 1;
        expect(open, "phases that are open at once").toBeLessThanOrEqual(started.concurrency);
    }
}
function wasNotBegun(events, end) {
    return events.some((event) => event.type === "stage.abandoned" &&
        !event.begun &&
        event.stage === end.stage &&
        event.attempt === end.attempt &&
        event.phase === end.phase);
}
