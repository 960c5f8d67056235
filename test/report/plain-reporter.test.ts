import { describe, expect, test } from "vitest";
import { createPlainReporter } from "../../src/report/plain/plain-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { RunRecorder, stageError } from "../helpers/events.ts";
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

  test("aligns names that are wide", async () => {
    const { events } = new RunRecorder([{ name: "漢字" }, { name: "👩‍👩‍👧" }, { name: "api" }])
      .pass("漢字", 1)
      .pass("👩‍👩‍👧", 1)
      .pass("api", 1)
      .end("passed");
    const lines = (await playReporter(createPlainReporter, events))
      .split("\n")
      .filter((line) => line.includes("passed in 1ms"));
    expect(lines).toEqual([
      "00:00.0  漢字  ✓ passed in 1ms",
      "00:00.0  👩‍👩‍👧    ✓ passed in 1ms",
      "00:00.0  api   ✓ passed in 1ms",
    ]);
  });

  test("lets nothing that a user wrote become a command of a CI system, wherever it is in a line", async () => {
    const text = "##[add-mask]x ##vso[task.complete]y ###[z] ## [fine] #[too]";
    const error = stageError(text, { stack: undefined });
    const { events } = new RunRecorder([{ name: "a ##[group]b" }])
      .start("a ##[group]b")
      .tell("log", { stage: "a ##[group]b", attempt: 1, level: "info", message: text })
      .finish("a ##[group]b", { status: "failed", errors: [error] })
      .end("failed");
    const written = await playReporter(createPlainReporter, events);
    expect(written).not.toMatch(/##(\[|vso\[)/);
    expect(written).toContain("a # #[group]b  │ # #[add-mask]x # #vso[task.complete]y ## #[z] ## [fine] #[too]\n");
  });
});
