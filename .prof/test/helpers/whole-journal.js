import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { runEventSchema } from "../../src/model/run-event.js";
/** The events of a journal that is whole: each line is an event, numbered without a gap, from one beginning to one end. */
export function readWholeJournal(path) {
    const text = readFileSync(path, "utf8");
    expect(text.at(-1), "the last line is whole").toBe("\n");
    const events = text.trimEnd().split("\n").map(parseEvent);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map(({ runId }) => runId)).size).toBe(1);
    const types = events.map(({ type }) => type);
    expect(types.indexOf("run.started")).toBe(0);
    expect(types.lastIndexOf("run.started")).toBe(0);
    expect(types.indexOf("run.finished")).toBe(types.length - 1);
    const times = events.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    return events;
}
function parseEvent(line) {
    const event = JSON.parse(line);
    expect(runEventSchema.parse(event), "nothing is in an event but what its schema names").toEqual(event);
    return event;
}
