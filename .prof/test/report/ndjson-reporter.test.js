import { expect, test } from "vitest";
import { createView } from "../../src/model/view.js";
import { createNdjsonReporter } from "../../src/report/ndjson-reporter.js";
import { RunRecorder } from "../helpers/events.js";
import { play } from "./play.js";
import { SCENARIOS } from "./scenarios.js";
test("writes every event as a line of JSON", async () => {
    const events = SCENARIOS["all pass"];
    const written = await play(createNdjsonReporter, events);
    expect(written).toBe(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
});
test("writes a journal's line as it is, whatever the order of its keys", () => {
    const [event] = new RunRecorder([]).events;
    if (event === undefined)
        throw new TypeError("No event");
    let written = "";
    const output = {
        write(text) {
            written += text;
        },
    };
    const line = '{"type":"run.started","10":"b","2":"a"}';
    createNdjsonReporter({ output, color: false }).onEvent?.(event, createView(), line);
    expect(written).toBe(`${line}\n`);
});
