import { describe, expect, test } from "vitest";
import { toReport } from "../../src/model/report.ts";
import { createJsonReporter } from "../../src/report/json-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { viewOf } from "../helpers/events.ts";
import { reportSchema } from "./report-schema.ts";
import { SCENARIOS } from "./scenarios.ts";

describe("the json reporter", () => {
  test("writes the report of the run, indented", async () => {
    await expect(
      await playReporter(createJsonReporter, SCENARIOS["failure with a chain of skips"]),
    ).toMatchFileSnapshot("./snapshots/json/failure-with-a-chain-of-skips.txt");
  });

  test.each(Object.entries(SCENARIOS))("keeps to the documented form: %s", async (_name, events) => {
    const written = await playReporter(createJsonReporter, events);
    expect(written.endsWith("}\n")).toBe(true);
    expect(reportSchema.parse(JSON.parse(written))).toEqual(JSON.parse(JSON.stringify(toReport(viewOf(events)))));
  });

  test("writes nothing before the run has ended", () => {
    let written = "";
    const write = (text: string) => {
      written += text;
    };
    const reporter = createJsonReporter({ output: { write }, color: false, unicode: true });
    expect(() => reporter.onEnd?.(viewOf(SCENARIOS.starved.slice(0, -1)))).toThrow("Run r-1 has not ended");
    expect(written).toBe("");
  });
});
