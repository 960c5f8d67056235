import { describe, expect, test } from "vitest";
import { createPlainReporter } from "../../src/report/plain/plain-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { SCENARIOS } from "./scenarios.ts";

describe("the plain reporter", () => {
  test.each(Object.entries(SCENARIOS))("tells of a run: %s", async (name, events) => {
    const file = `./snapshots/plain/${name.replaceAll(" ", "-")}.txt`;
    await expect(await playReporter(createPlainReporter, events)).toMatchFileSnapshot(file);
  });

  test("colours symbols, times and headings where the output shows colours", async () => {
    await expect(
      await playReporter(createPlainReporter, SCENARIOS["optional failure"], { color: true }),
    ).toMatchFileSnapshot("./snapshots/plain/optional-failure.ansi.txt");
  });
});
