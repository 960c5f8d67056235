import { validateStrict } from "ctrf";
import { describe, expect, test } from "vitest";
import { createCtrfReporter } from "../../src/report/ctrf/ctrf-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { SCENARIOS } from "./scenarios.ts";

describe("the ctrf reporter", () => {
  test.each(Object.entries(SCENARIOS))("writes what the format's own validator accepts: %s", async (_, events) => {
    const report: unknown = JSON.parse(await playReporter(createCtrfReporter, events));
    expect(() => validateStrict(report)).not.toThrow();
  });

  test.each(["failure with a chain of skips", "passed on a retry", "optional failure"] as const)(
    "tells of a run: %s",
    async (name) => {
      const file = `./snapshots/ctrf/${name.replaceAll(" ", "-")}.txt`;
      await expect(await playReporter(createCtrfReporter, SCENARIOS[name])).toMatchFileSnapshot(file);
    },
  );

  test.each(Object.entries(SCENARIOS))("sums up what its tests say: %s", async (_, events) => {
    const { results } = JSON.parse(await playReporter(createCtrfReporter, events));
    const { tests, passed, failed, skipped, other } = results.summary;
    expect(passed + failed + skipped + other).toBe(tests);
    expect(results.tests).toHaveLength(tests);
  });
});
