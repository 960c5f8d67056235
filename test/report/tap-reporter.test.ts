import { Parser } from "tap-parser";
import { describe, expect, test } from "vitest";
import { createTapReporter } from "../../src/report/tap/tap-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { RunRecorder, stageError } from "../helpers/events.ts";
import { SCENARIOS } from "./scenarios.ts";

describe("the tap reporter", () => {
  test.each(Object.entries(SCENARIOS))("tells of a run: %s", async (name, events) => {
    const file = `./snapshots/tap/${name.replaceAll(" ", "-")}.tap`;
    await expect(await playReporter(createTapReporter, events)).toMatchFileSnapshot(file);
  });

  test.each(Object.entries(SCENARIOS))("is understood, and ok exactly where the run passed: %s", async (_, events) => {
    const last = events.at(-1);
    const parser = new Parser({ strict: true });
    const end = new Promise<{ readonly ok: boolean; readonly count: number }>((resolve) =>
      parser.on("complete", resolve),
    );
    parser.end(await playReporter(createTapReporter, events));
    const { ok, count } = await end;
    expect(ok).toBe(last?.type === "run.finished" && last.status === "passed");
    const [started] = events;
    expect(count).toBe(started?.type === "run.started" ? started.plan.stages.length : Number.NaN);
  });

  test("tells all errors of the run, also where a stage failed", async () => {
    const run = new RunRecorder([{ name: "a" }]).finish("a", { status: "failed", errors: [stageError("no")] });
    for (const message of ["lost", "gone"]) run.tell("run.errored", { error: { name: "Error", message } });
    const lines = (await playReporter(createTapReporter, run.end("failed").events)).trimEnd().split("\n");
    expect(lines.at(-1)).toBe("Bail out! Error: lost; Error: gone");
  });
});
