import { describe, expect, test } from "vitest";
import { applyEvent, createView } from "../../../src/model/view.ts";
import { createLiveReporter } from "../../../src/report/live/live-reporter.ts";
import { playReporter } from "../../../src/testing/play-reporter.ts";
import { RunRecorder, stageError } from "../../helpers/events.ts";
import { SCENARIOS } from "../scenarios.ts";

describe("the live reporter", () => {
  test.each(Object.entries(SCENARIOS))("tells of a run where the output is no terminal: %s", async (name, events) => {
    const file = `../snapshots/live/${name.replaceAll(" ", "-")}.txt`;
    await expect(await playReporter(createLiveReporter, events)).toMatchFileSnapshot(file);
  });

  test("shows the source that an error comes from, where it can be read", async () => {
    const error = stageError("expected 200, got 500", {
      stack:
        "Error: expected 200, got 500\n    at run (/app/node_modules/x/index.js:1:1)\n    at run (/app/stages/api.ts:3:9)",
    });
    const { events } = new RunRecorder([{ name: "api" }])
      .start("api")
      .openPhase("api", "run")
      .closePhase("api", "failed", { errors: [error] })
      .finish("api", { status: "failed", errors: [error] })
      .end("failed");
    const lines = ["one", "two", "throw new Error(`expected 200`)", "four", "five"];
    const readSource = (path: string) => (path === "/app/stages/api.ts" ? lines.join("\n") : undefined);
    expect(await playReporter(createLiveReporter, events, { readSource })).toContain(
      ["  │   1 | one", "  │   2 | two", "  │ > 3 | throw new Error(`expected 200`)", "  │   4 | four"].join("\n"),
    );
  });

  test("cuts the source to the terminal, also where signs take more room in ASCII", async () => {
    const error = stageError("no", { stack: "Error: no\n    at run (/app/a.ts:1:1)" });
    const { events } = new RunRecorder([{ name: "a" }])
      .finish("a", { status: "failed", errors: [error] })
      .end("failed");
    const text = await playReporter(createLiveReporter, events, {
      unicode: false,
      readSource: () => `const arrows = "${"→".repeat(300)}";`,
    });
    const line = text.split("\n").find((one) => one.includes("const arrows")) ?? "";
    expect(line).toMatch(/-\.\.\.$/);
    expect(line.length).toBe(200);
  });

  test("tells the last lines of a stage that failed, and none of one that passed", async () => {
    const log = (stage: string, message: string) => ({ stage, attempt: 1, level: "info", message }) as const;
    const error = stageError("no", { stack: undefined });
    const run = new RunRecorder([{ name: "good" }, { name: "bad" }]);
    run.start("good").openPhase("good", "run").tell("log", log("good", "fine"));
    run.start("bad").openPhase("bad", "run");
    for (let line = 1; line <= 12; line += 1) run.tell("log", log("bad", `line ${line}`));
    run.closePhase("bad", "failed", { errors: [error] }).finish("bad", { status: "failed", errors: [error] });
    run.closePhase("good", "passed").finish("good", { status: "passed" });
    const text = await playReporter(createLiveReporter, run.end("failed").events);
    expect(text).not.toContain("fine");
    expect(text).not.toMatch(/line [12]\n/);
    expect(text).toMatch(/line 3\n[\s\S]*line 12\n/);
  });

  test("is not flooded by 500 stages that pass", async () => {
    const run = new RunRecorder(Array.from({ length: 500 }, (_, index) => ({ name: `stage-${index}` })));
    for (let index = 0; index < 500; index += 1) run.pass(`stage-${index}`, 10);
    const text = await playReporter(createLiveReporter, run.end("passed").events);
    expect(text.split("\n").length).toBeLessThan(15);
  });

  test("tells a failure at the next tick, though nothing follows it", () => {
    const error = stageError("no", { stack: undefined });
    const { events } = new RunRecorder([{ name: "a" }, { name: "b" }])
      .start("a")
      .openPhase("a", "run")
      .closePhase("a", "failed", { errors: [error] })
      .finish("a", { status: "failed", errors: [error] });
    let written = "";
    const terminal = { columns: 80, rows: 24 };
    const write = (text: string) => {
      written += text;
    };
    const reporter = createLiveReporter({ output: { write }, color: false, unicode: true, terminal });
    const view = createView();
    for (const event of events) {
      applyEvent(view, event);
      reporter.onEvent?.(event, view, "");
    }
    expect(written).not.toContain("failed");
    reporter.onTick?.(view, view.at + 100);
    expect(written).toContain("✗ a failed after 0ms");
  });
});
