import { expect, test } from "vitest";
import { createView } from "../../src/model/view.ts";
import { createNdjsonReporter } from "../../src/report/ndjson-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { RunRecorder } from "../helpers/events.ts";
import { SCENARIOS } from "./scenarios.ts";

test("writes every event as a line of JSON", async () => {
  const events = SCENARIOS["all pass"];
  const written = await playReporter(createNdjsonReporter, events);
  expect(written).toBe(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
});

test("writes a journal's line as it is, whatever the order of its keys", () => {
  const [event] = new RunRecorder([]).events;
  if (event === undefined) throw new TypeError("No event");
  let written = "";
  const output = {
    write(text: string) {
      written += text;
    },
  };
  const line = '{"type":"run.started","10":"b","2":"a"}';
  createNdjsonReporter({ output, color: false, unicode: true }).onEvent?.(event, createView(), line);
  expect(written).toBe(`${line}\n`);
});
