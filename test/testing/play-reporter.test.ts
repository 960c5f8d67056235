import { expect, test } from "vitest";
import { createJsonReporter } from "../../src/report/json-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { RunRecorder } from "../helpers/events.ts";

test("a record that ends before the run did is played to the end of what it leaves open", async () => {
  const { events } = new RunRecorder([{ name: "a" }, { name: "b", dependencies: ["a"] }]).pass("a", 5).start("b");
  const report = JSON.parse(await playReporter(createJsonReporter, events));
  expect(report).toMatchObject({ status: "failed", counts: { passed: 1, failed: 1 } });
  expect(report.stages[1].errors).toMatchObject([{ code: "interrupted" }]);
});
