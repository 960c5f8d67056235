import { expect, test } from "vitest";
import { createView } from "../../src/model/view.ts";
import { explain } from "../../src/plan/explain.ts";
import { describePlanOf, type RecordedStage, RunRecorder, stageError, viewOf } from "../helpers/events.ts";

const STAGES: readonly RecordedStage[] = [
  { name: "database", keep: "dependents", phases: ["setup", "run", "teardown"] },
  { name: "lint", optional: true },
  { name: "api", dependencies: ["database", "lint"], resources: { port: 1 } },
  { name: "web", dependencies: ["api"], resources: { port: 1 } },
  { name: "rescue", dependencies: [{ stage: "api", on: "failed" }] },
  { name: "report", dependencies: [{ stage: "web", on: "settled" }] },
];

function record(stages: readonly RecordedStage[] = STAGES): RunRecorder {
  return new RunRecorder(stages);
}

function textOf(recorder: RunRecorder, name: string): string {
  return explain(viewOf(recorder.events), name).text;
}

test("names what a stage waits for, and how far that is", () => {
  const run = record().start("database").openPhase("database", "setup");
  const explanation = explain(viewOf(run.events), "api");
  expect(explanation).toEqual({
    stage: "api",
    state: "pending",
    waitsFor: [
      { stage: "database", on: "passed", state: "setup" },
      { stage: "lint", on: "passed", state: "pending" },
    ],
    text: "api waits for database to pass (it is in setup) and lint to pass (it is pending).",
  });
  expect(textOf(run, "rescue")).toBe("rescue waits for api to fail (it is pending).");
  expect(textOf(run, "report")).toBe("report waits for web to end (it is pending).");
});

test("does not wait for what serves, has served or may fail", () => {
  const run = record().start("database").passPhases("database", { setup: 1, run: 1 });
  run.tell("stage.serving", { stage: "database", attempt: 1 }).start("lint").openPhase("lint", "run");
  expect(explain(viewOf(run.events), "api").waitsFor.map(({ stage }) => stage)).toEqual(["lint"]);
  run.openPhase("database", "teardown").closePhase("lint", "failed", { errors: [stageError("bad style")] });
  run.finish("lint", { status: "failed", errors: [stageError("bad style")] });
  expect(explain(viewOf(run.events), "api").waitsFor).toEqual([]);
});

test("does not wait for what the selection makes count as satisfied", () => {
  const run = record([{ name: "a", selected: false }, { name: "b" }, { name: "c", dependencies: ["a", "b"] }]);
  run.finish("a", { status: "skipped", skip: { reason: "not-selected" } });
  expect(textOf(run, "c")).toBe("c waits for b to pass (it is pending).");
});

test("cuts what a stage waits for where that is much", () => {
  const names = Array.from({ length: 30 }, (_, index) => `s${index}`);
  const run = record([...names.map((name) => ({ name })), { name: "last", dependencies: names }]);
  expect(textOf(run, "last")).toMatch(/^last waits for s0 to pass \(it is pending\), .* and 25 more\.$/);
});

test("tells what a ready stage waits for", () => {
  const run = record().tell("stage.ready", { stage: "web" });
  expect(textOf(run, "database")).toBe("database is about to be started or skipped.");
  run.tell("stage.ready", { stage: "database" });
  expect(textOf(run, "database")).toBe("database is ready and waits for a free slot.");
  run.tell("run.paused", {});
  expect(textOf(run, "database")).toBe("database is ready, but the run is paused.");
});

test("names who holds the pool units that a ready stage may wait for", () => {
  const run = record([
    { name: "a", resources: { port: 1, memory: 2 } },
    { name: "b", resources: { port: 1 }, keep: "end" },
    { name: "c", resources: { port: 1, disk: 1 } },
  ]);
  run.start("a").openPhase("a", "run").start("b").passPhases("b", { run: 1 });
  run.tell("stage.serving", { stage: "b", attempt: 1 }).tell("stage.ready", { stage: "c" });
  expect(textOf(run, "c")).toBe('c is ready and waits for a free slot, or for units of "port" (held by a and b).');
});

test("tells when the next attempt is due", () => {
  const run = record().start("database").openPhase("database", "setup");
  run.closePhase("database", "failed", { errors: [stageError("refused", { phase: "setup" })] });
  run.tell("stage.retrying", { stage: "database", attempt: 1, nextAttempt: 2, delayMs: 90_000 });
  expect(textOf(run, "database")).toBe("database waits to be tried again: attempt 2 is due in 1m 30s.");
  run.after(90_000).tell("log", { level: "info", message: "later" });
  expect(textOf(run, "database")).toBe("database is due for attempt 2 and waits for a free slot.");
  run.start("database", 2).openPhase("database", "setup", 2);
  expect(textOf(run, "database")).toBe("database is in setup, attempt 2.");
});

test("tells of stages that are active", () => {
  const run = record().start("database").openPhase("database", "setup");
  expect(textOf(run, "database")).toBe("database is in setup.");
  run.closePhase("database", "passed").openPhase("database", "run");
  expect(textOf(run, "database")).toBe("database is running.");
  run.closePhase("database", "passed").tell("stage.serving", { stage: "database", attempt: 1 });
  expect(textOf(run, "database")).toBe("database is serving: it is kept up until all that depends on it is over.");
  run.openPhase("database", "teardown");
  expect(textOf(run, "database")).toBe("database is in teardown.");
});

test("tells how a stage ended", () => {
  const first = stageError("connect ECONNREFUSED\n    at connect", { phase: "setup" });
  const second = stageError("not closed.", { phase: "teardown" });
  const run = record().pass("database", 1);
  run
    .finish("api", { status: "failed", errors: [first] })
    .finish("lint", { status: "failed", errors: [first, second, second] });
  run.start("web").start("web", 2).passPhases("web", { run: 1 }, 2).finish("web", { status: "passed", flaky: true });
  expect(["database", "api", "lint", "web"].map((name) => textOf(run, name))).toMatchInlineSnapshot(`
    [
      "database passed.",
      "api failed in setup: connect ECONNREFUSED at connect.",
      "lint failed in setup: connect ECONNREFUSED at connect (and 2 more errors). It is optional: the run does not fail with it.",
      "web passed on attempt 2, after a failure.",
    ]
  `);
});

test.each([
  ["begins with a line break", "\n\nexpected 1,\n\tgot 2.\n", "expected 1, got 2"],
  ["is empty", " \n", "Error"],
  ["is long", "👍".repeat(201), `${"👍".repeat(200)}…`],
])("tells of an error whose message %s", (_, message, told) => {
  const run = record().finish("api", { status: "failed", errors: [stageError(message)] });
  expect(textOf(run, "api")).toBe(`api failed in run: ${told}.`);
});

test("tells of a plan when its stages can start", () => {
  const plan = describePlanOf([
    ...STAGES,
    { name: "notify", dependencies: ["api", { stage: "web", on: "settled" }, { stage: "rescue", on: "failed" }] },
    { name: "windows", selected: false },
  ]);
  const texts = plan.stages.map(({ name }) => explain(createView(plan), name).text);
  expect(texts).toMatchInlineSnapshot(`
    [
      "database can start as soon as the run does.",
      "lint can start as soon as the run does.",
      "api can start when database has passed and lint has ended.",
      "web can start when api has passed.",
      "rescue can start when api has failed.",
      "report can start when web has ended.",
      "notify can start when api has passed, web has ended and rescue has failed.",
      "windows is not selected.",
    ]
  `);
});

test("tells the whole way from a skipped stage to its cause", () => {
  const run = record();
  run.finish("database", { status: "failed", errors: [stageError("no space left", { phase: "setup" })] });
  run.finish("api", { status: "skipped", skip: { reason: "dependency-failed", culprit: "database" } });
  run.finish("web", { status: "skipped", skip: { reason: "dependency-skipped", culprit: "api" } });
  run.finish("rescue", { status: "skipped", skip: { reason: "dependency-skipped", culprit: "api" } });
  expect(explain(viewOf(run.events), "web")).toMatchInlineSnapshot(`
    {
      "skip": {
        "because": [
          "database",
          "api",
        ],
        "reason": "dependency-skipped",
      },
      "stage": "web",
      "state": "skipped",
      "text": "web was skipped: api was skipped (database → api). database failed in setup: no space left.",
      "waitsFor": [],
    }
  `);
  expect(textOf(run, "api")).toBe("api was skipped: database failed in setup: no space left.");
});

test("tells every reason for which a stage is skipped", () => {
  const run = record().pass("database", 1);
  run.finish("lint", { status: "skipped", skip: { reason: "condition", message: "no sources changed" } });
  run.finish("api", { status: "skipped", skip: { reason: "cancelled", message: "enough" } });
  run.finish("web", { status: "skipped", skip: { reason: "starved", culprit: "database" } });
  run.finish("rescue", { status: "skipped", skip: { reason: "dependency-passed", culprit: "database" } });
  run.finish("report", { status: "skipped", skip: { reason: "not-selected" } });
  expect(["lint", "api", "web", "rescue", "report"].map((name) => textOf(run, name))).toMatchInlineSnapshot(`
    [
      "lint was skipped: no sources changed.",
      "api was skipped: cancelled (enough).",
      "web was skipped: kept stages hold the resources that it needs.",
      "rescue was skipped: database did not fail.",
      "report was skipped: not selected.",
    ]
  `);
});

test("tells of the failure that set off fail-fast", () => {
  const run = record().finish("database", { status: "failed", errors: [stageError("no space left")] });
  run.finish("lint", { status: "skipped", skip: { reason: "fail-fast", culprit: "database" } });
  expect(textOf(run, "lint")).toBe(
    "lint was skipped: fail-fast, because database failed. database failed in run: no space left.",
  );
});

test("throws for a stage that is not there, and names the nearest", () => {
  const view = viewOf(record().events);
  expect(() => explain(view, "databse")).toThrow(RangeError);
  expect(() => explain(view, "databse")).toThrow(
    'There is no stage "databse"; did you mean "database"? The stages are database, lint, api, web, rescue and report.',
  );
  expect(() => explain(view, "toString")).toThrow(RangeError);
});
