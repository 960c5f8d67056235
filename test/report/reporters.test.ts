import { describe, expect, test } from "vitest";
import { isSilent, loadReporter, REPORTER_NAMES } from "../../src/report/reporters.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { SCENARIOS } from "./scenarios.ts";

const WRITING = REPORTER_NAMES.filter((name) => !isSilent(name));

describe("every reporter that writes", () => {
  test.each(WRITING)("is loaded by its name: %s", async (name) => {
    expect(await playReporter(await loadReporter(name), SCENARIOS["all pass"])).not.toBe("");
  });

  test.each(WRITING)("writes the same bytes when the journal is played again: %s", async (name) => {
    for (const events of Object.values(SCENARIOS)) {
      const live = await playReporter(await loadReporter(name), events);
      const replayed = await playReporter(await loadReporter(name), JSON.parse(JSON.stringify(events)));
      expect(replayed).toBe(live);
    }
  });

  test.each(WRITING)("lets event types of a later version pass: %s", async (name) => {
    const [started, ...rest] = SCENARIOS["all pass"];
    const unknown = JSON.parse(JSON.stringify({ ...started, type: "stage.teleported", stage: "api" }));
    await expect(
      playReporter(await loadReporter(name), started === undefined ? [] : [started, unknown, ...rest]),
    ).resolves.not.toBe("");
  });
});
