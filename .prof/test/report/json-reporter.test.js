import { describe, expect, test } from "vitest";
import { toReport } from "../../src/model/report.js";
import { createJsonReporter } from "../../src/report/json-reporter.js";
import { viewOf } from "../helpers/events.js";
import { play } from "./play.js";
import { reportSchema } from "./report-schema.js";
import { SCENARIOS } from "./scenarios.js";
describe("the json reporter", () => {
    test("writes the report of the run, indented", async () => {
        await expect(await play(createJsonReporter, SCENARIOS["failure with a chain of skips"])).toMatchFileSnapshot("./snapshots/json/failure-with-a-chain-of-skips.txt");
    });
    test.each(Object.entries(SCENARIOS))("keeps to the documented form: %s", async (_name, events) => {
        const written = await play(createJsonReporter, events);
        expect(written.endsWith("}\n")).toBe(true);
        expect(reportSchema.parse(JSON.parse(written))).toEqual(JSON.parse(JSON.stringify(toReport(viewOf(events)))));
    });
    test("writes nothing before the run has ended", async () => {
        await expect(play(createJsonReporter, SCENARIOS.starved.slice(0, -1))).rejects.toThrow("Run r-1 has not ended");
    });
});
