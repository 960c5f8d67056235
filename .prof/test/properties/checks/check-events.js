import { isDeepStrictEqual } from "node:util";
import { toReport } from "../../../src/model/report.js";
import { runEventSchema } from "../../../src/model/run-event.js";
import { applyEvent, createView } from "../../../src/model/view.js";
import { rule } from "../../oracle/violation.js";
/**
 * Events are as the schema has them, numbered without a gap; they survive JSON and are all that the report is made of.
 * @throws {Violation}
 */
export function checkEvents(events, report) {
    for (const [index, event] of events.entries()) {
        const parsed = runEventSchema.safeParse(event);
        rule(parsed.success, `the event is as the schema has it: ${parsed.error?.message}`, event);
        rule(isDeepStrictEqual(parsed.data, event), "the event has what the schema has, and no more", event);
        rule(event.seq === index + 1, "events are numbered without a gap", event);
        rule(event.runId === report.runId, "events are of one run", event);
    }
    const ends = events.filter(({ type }) => type === "run.finished");
    rule(ends.length === 1 && events.at(-1)?.type === "run.finished", "run.finished is told once, and last");
    rule(isDeepStrictEqual(fold(events), report), "the events give the report");
    const copies = JSON.parse(JSON.stringify(events));
    rule(isDeepStrictEqual(copies, events), "events survive JSON");
    rule(JSON.stringify(fold(copies)) === JSON.stringify(report), "the report is the same from a journal, byte for byte");
}
export function fold(events) {
    const view = createView();
    for (const event of events)
        applyEvent(view, event);
    return toReport(view);
}
