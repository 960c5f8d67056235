import { describe, expect, test } from "vitest";
import { createMarkdownReporter } from "../../src/report/markdown/markdown-reporter.ts";
import { playReporter } from "../../src/testing/play-reporter.ts";
import { RunRecorder } from "../helpers/events.ts";
import { SCENARIOS } from "./scenarios.ts";

describe("the markdown reporter", () => {
  test.each(Object.entries(SCENARIOS))("tells of a run: %s", async (name, events) => {
    const file = `./snapshots/markdown/${name.replaceAll(" ", "-")}.md`;
    await expect(await playReporter(createMarkdownReporter, events)).toMatchFileSnapshot(file);
  });

  test("shows names as they are, whatever they mean in Markdown", async () => {
    const run = new RunRecorder(["- a", "1. b", "+ c", "$d$"].map((name) => ({ name, optional: true })));
    for (const name of ["- a", "1. b", "+ c", "$d$"]) run.finish(name, { status: "failed" });
    const text = await playReporter(createMarkdownReporter, run.end("passed").events);
    expect(text).toContain(
      [
        "- \\- a: optional, failed",
        "- 1\\. b: optional, failed",
        "- \\+ c: optional, failed",
        "- <span>$</span>d<span>$</span>: optional, failed",
      ].join("\n"),
    );
  });

  test("lists of a large plan only what has not passed, and draws no graph", async () => {
    const run = new RunRecorder(Array.from({ length: 500 }, (_, index) => ({ name: `stage-${index}` })));
    for (let index = 0; index < 499; index += 1) run.pass(`stage-${index}`, 1);
    run
      .start("stage-499")
      .openPhase("stage-499", "run")
      .closePhase("stage-499", "failed")
      .finish("stage-499", { status: "failed" });
    const text = await playReporter(createMarkdownReporter, run.end("failed").events);
    expect(text).toContain("| stage-499 | ❌ failed | 0ms |  |\n\nand 499 more");
    expect(text).not.toContain("mermaid");
  });
});
