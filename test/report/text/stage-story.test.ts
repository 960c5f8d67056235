import { expect, test } from "vitest";
import { stageStory } from "../../../src/report/text/stage-story.ts";
import { type RecordedStage, RunRecorder, stageOf, viewOf } from "../../helpers/events.ts";
import { SCENARIOS, type ScenarioName } from "../scenarios.ts";

function storyOf(scenario: ScenarioName, name: string): string {
  const view = viewOf(SCENARIOS[scenario]);
  const stage = view.stages.get(name);
  if (stage === undefined) throw new TypeError(`There is no ${name}`);
  return stageStory(view, stage).join("\n");
}

test("tells what a stage needs, what needs it, and what happened when", () => {
  expect(storyOf("failure with a chain of skips", "api")).toMatchInlineSnapshot(`
    "needs       database
    needed by   browser
    skipped because of it: browser, report

    00:01.5  ready: it had waited for database
    00:01.5  setup passed in 60ms
    00:01.6  run failed after 950ms: AssertionError: expected 200, got 500 [ERR_ASSERTION]
    00:02.5  teardown failed after 30ms: Error: socket is already closed"
  `);
  expect(storyOf("failure with a chain of skips", "alert")).toMatchInlineSnapshot(`
    "needs       database (failed)
    needed by   nothing"
  `);
});

test("tells each attempt", () => {
  expect(storyOf("passed on a retry", "smoke")).toMatchInlineSnapshot(`
    "needs       nothing
    needed by   nothing

    00:00.0  ready
    00:00.0  setup (attempt 1) passed in 10ms
    00:00.0  run (attempt 1) failed after 90ms: Error: connect ECONNREFUSED
    00:01.6  setup (attempt 2) passed in 12ms
    00:01.6  run (attempt 2) passed in 40ms"
  `);
});

test("tells what was abandoned", () => {
  expect(storyOf("ignored timeout", "upload")).toMatchInlineSnapshot(`
    "needs       nothing
    needed by   nothing

    00:00.0  ready
    00:00.0  setup passed in 5ms
    00:00.0  run timed out after 35.0s, and was abandoned: TimeoutError: run took longer than 30s
    00:35.0  teardown passed in 20ms"
  `);
});

function storyOfOne(stage: RecordedStage, waitMs: number): string {
  const run = new RunRecorder([stage]).start(stage.name).after(waitMs).passPhases(stage.name, { run: 10 });
  const view = viewOf(run.finish(stage.name, { status: "passed" }).end("passed").events);
  return stageStory(view, stageOf(view, stage.name)).join("\n");
}

test("tells what a stage may have waited for before it started", () => {
  expect(storyOfOne({ name: "a" }, 1_200)).toMatchInlineSnapshot(`
    "needs       nothing
    needed by   nothing

    00:00.0  ready
    00:01.2  started: it had waited for a slot, its condition or the end of a pause
    00:01.2  run passed in 10ms"
  `);
  expect(storyOfOne({ name: "a", resources: { port: 1 } }, 100)).toMatchInlineSnapshot(`
    "needs       nothing
    needed by   nothing

    00:00.0  ready
    00:00.1  started: it had waited for a slot, units of a pool, its condition or the end of a pause
    00:00.1  run passed in 10ms"
  `);
});

test("a start that took a moment is no wait", () => {
  expect(storyOfOne({ name: "a" }, 99)).not.toContain("waited");
});

test("holds nothing that could garble a terminal", () => {
  expect(storyOfOne({ name: "a", file: "stages/ev\u001b[31mil.mjs" }, 0)).not.toContain("\u001b");
});
