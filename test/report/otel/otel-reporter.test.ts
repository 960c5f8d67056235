import { SpanKind } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { beforeAll, describe, expect, test } from "vitest";
import type { RunEvent } from "../../../src/model/run-event.ts";
import { createOtelReporter } from "../../../src/report/otel/otel-reporter.ts";
import { playReporter } from "../../../src/testing/play-reporter.ts";
import { RunRecorder, STARTED_AT, stageError } from "../../helpers/events.ts";
import { SCENARIOS } from "../scenarios.ts";
import { registerSdk, spanOf, statusOf, takeSpans, timesOf, treeOf } from "./sdk.ts";

beforeAll(registerSdk);

/** The spans of recorded events. */
async function spansOf(events: readonly RunEvent[], traceparent?: string): Promise<readonly ReadableSpan[]> {
  takeSpans();
  expect(await playReporter(createOtelReporter, events, { traceParent: { traceparent } })).toBe("");
  return takeSpans();
}

/** What of a span is the same whenever its events are played. */
const shape = ({ name, kind, startTime, endTime, attributes, status, events, instrumentationScope }: ReadableSpan) => ({
  ...{ name, kind, startTime, endTime, attributes, status, events, instrumentationScope },
});

/** Tells of a phase that a forced stop gave up before it began. */
const isGivenUp = (event: RunEvent) => event.type === "stage.abandoned" && !event.begun;

test("makes a span of the run, of each stage and of each phase", async () => {
  const spans = await spansOf(SCENARIOS["all pass"]);
  expect(treeOf(spans)).toEqual([
    "RUN checkout",
    "  database",
    "    database setup",
    "    database run",
    "    database teardown",
    "  api",
    "    api run",
  ]);
  expect(spans.map(statusOf)).toEqual(spans.map(() => "unset"));
});

test("takes the times of the events, also of those from before the process began", async () => {
  const spans = await spansOf(SCENARIOS["all pass"]);
  expect(Object.fromEntries(spans.map((span) => [span.name, timesOf(span, STARTED_AT)]))).toEqual({
    "RUN checkout": [0, 61_750],
    database: [0, 61_750],
    "database setup": [0, 1_250],
    "database run": [1_250, 1_330],
    "database teardown": [61_350, 61_750],
    api: [1_330, 61_350],
    "api run": [1_330, 61_350],
  });
});

test("names what the conventions for CI/CD name", async () => {
  const spans = await spansOf(SCENARIOS["all pass"]);
  const run = spanOf(spans, "RUN checkout");
  expect(run.kind).toBe(SpanKind.SERVER);
  expect(run.attributes).toEqual({
    "cicd.pipeline.action.name": "RUN",
    "cicd.pipeline.name": "checkout",
    "cicd.pipeline.run.id": "r-1",
    "cicd.pipeline.run.state": "finalizing",
    "cicd.pipeline.result": "success",
  });
  const api = spanOf(spans, "api");
  expect(api.kind).toBe(SpanKind.INTERNAL);
  expect(api.attributes).toEqual({
    "cicd.pipeline.task.name": "api",
    "cicd.pipeline.task.run.id": "r-1/api",
    "cicd.pipeline.task.run.result": "success",
  });
  expect(spanOf(spans, "api run").attributes).toEqual({
    "cicd.pipeline.task.name": "api",
    "cicd.pipeline.task.run.id": "r-1/api",
    "stagewright.phase.name": "run",
    "stagewright.attempt": 1,
    "stagewright.phase.status": "passed",
  });
  expect(run.instrumentationScope).toMatchObject({
    name: "stagewright",
    version: expect.stringMatching(/^\d+\.\d+\./),
  });
});

test("notes when a stage gets its slot, and when it begins to serve", async () => {
  const { events } = spanOf(await spansOf(SCENARIOS["all pass"]), "database");
  expect(events.map(({ name, attributes }) => [name, attributes])).toEqual([
    ["stage.started", { "stagewright.attempt": 1 }],
    ["stage.serving", {}],
  ]);
});

test("begins a stage's span when the stage is ready to start", async () => {
  const { events } = new RunRecorder([{ name: "a" }])
    .tell("stage.ready", { stage: "a" })
    .after(40)
    .start("a", 2)
    .passPhases("a", { run: 2 }, 2)
    .finish("a", { status: "passed" })
    .end("passed");
  const spans = await spansOf(events);
  expect(timesOf(spanOf(spans, "a"), STARTED_AT)).toEqual([0, 42]);
  expect(timesOf(spanOf(spans, "a run"), STARTED_AT)).toEqual([40, 42]);
});

test("makes the same spans of a journal that is played again", async () => {
  for (const events of Object.values(SCENARIOS)) {
    const live = await spansOf(events);
    const replayed = await spansOf(JSON.parse(JSON.stringify(events)));
    expect(replayed.map(shape)).toEqual(live.map(shape));
    expect(treeOf(replayed)).toEqual(treeOf(live));
  }
});

test("ends every span that it begins, in one tree", async () => {
  for (const [name, events] of Object.entries(SCENARIOS)) {
    const spans = await spansOf(events);
    const roots = treeOf(spans).filter((line) => !line.startsWith(" "));
    expect(roots, name).toEqual(["RUN checkout"]);
    const phases = events.filter((event) => event.type === "phase.started" || isGivenUp(event));
    expect(spans.filter(({ attributes }) => "stagewright.phase.name" in attributes).length, name).toBe(phases.length);
  }
});

test("lets event types of a later version pass", async () => {
  const [started, ...rest] = SCENARIOS["all pass"];
  const unknown = JSON.parse(JSON.stringify({ ...started, type: "stage.teleported", stage: "api" }));
  const spans = await spansOf(started === undefined ? [] : [started, unknown, ...rest]);
  expect(treeOf(spans)).toEqual(treeOf(await spansOf(SCENARIOS["all pass"])));
});

describe("a failure", () => {
  test("is recorded where it happened, with its causes, and marks phase, stage and run", async () => {
    const spans = await spansOf(SCENARIOS["failure with a chain of skips"]);
    const phase = spanOf(spans, "api run");
    expect(statusOf(phase)).toBe("error: AssertionError: expected 200, got 500 [ERR_ASSERTION]");
    expect(phase.attributes).toMatchObject({ "error.type": "AssertionError", "stagewright.phase.status": "failed" });
    expect(phase.events.map(({ name }) => name)).toEqual(["exception"]);
    expect(phase.events[0]?.attributes).toMatchObject({
      "exception.type": "AssertionError",
      "exception.message": "expected 200, got 500",
      "exception.stacktrace": expect.stringContaining("caused by: AggregateError: all hosts failed"),
    });
    const stage = spanOf(spans, "api");
    expect(statusOf(stage)).toBe(statusOf(phase));
    expect(stage.attributes).toMatchObject({ "cicd.pipeline.task.run.result": "failure" });
    expect(stage.events.map(({ name }) => name)).toEqual(["stage.started"]);
    const run = spanOf(spans, "RUN checkout");
    expect(statusOf(run)).toBe("error: api: AssertionError: expected 200, got 500 [ERR_ASSERTION]");
    expect(run.attributes).toMatchObject({ "cicd.pipeline.result": "failure", "error.type": "AssertionError" });
  });

  test("of a teardown is recorded there", async () => {
    const spans = await spansOf(SCENARIOS["failure with a chain of skips"]);
    expect(statusOf(spanOf(spans, "api teardown"))).toBe("error: Error: socket is already closed");
    expect(statusOf(spanOf(spans, "database teardown"))).toBe("unset");
  });

  test("that no phase tells is recorded in the stage's span", async () => {
    const error = stageError("no such flag", { phase: "when" });
    const { events } = new RunRecorder([{ name: "a" }])
      .start("a")
      .finish("a", { status: "failed", errors: [error] })
      .end("failed");
    const stage = spanOf(await spansOf(events), "a");
    expect(stage.events.at(-1)?.attributes).toMatchObject({ "exception.message": "no such flag" });
    expect(statusOf(stage)).toBe("error: Error: no such flag");
  });

  test("of an optional stage does not mark the run", async () => {
    const spans = await spansOf(SCENARIOS["optional failure"]);
    expect(statusOf(spanOf(spans, "audit"))).toBe("error: Error: 3 packages are out of date");
    expect(spanOf(spans, "audit").attributes).toMatchObject({ "stagewright.stage.optional": true });
    expect(statusOf(spanOf(spans, "RUN checkout"))).toBe("unset");
  });

  test("that belongs to no stage is recorded in the run's span", async () => {
    const run = spanOf(await spansOf(SCENARIOS["error of the run"]), "RUN checkout");
    expect(run.events[0]?.attributes).toMatchObject({ "exception.type": "TypeError" });
    expect(statusOf(run)).toBe("error: TypeError: x is undefined");
  });
});

test("makes a span without length of a stage that is skipped, which says why", async () => {
  const spans = await spansOf(SCENARIOS["failure with a chain of skips"]);
  const skipped = (name: string) => spanOf(spans, name).attributes;
  expect(skipped("windows")).toEqual({
    "cicd.pipeline.task.name": "windows",
    "cicd.pipeline.task.run.id": "r-1/windows",
    "cicd.pipeline.task.run.result": "skip",
    "stagewright.skip.reason": "condition",
    "stagewright.skip.message": "only on Windows",
  });
  expect(skipped("report")).toMatchObject({
    "stagewright.skip.reason": "dependency-skipped",
    "stagewright.skip.culprit": "browser",
  });
  const [start, end] = timesOf(spanOf(spans, "report"), STARTED_AT);
  expect(end).toBe(start);
  expect(statusOf(spanOf(spans, "report"))).toBe("unset");
});

test("keeps the attempts of a stage in one span, and notes each retry", async () => {
  const spans = await spansOf(SCENARIOS["passed on a retry"]);
  expect(treeOf(spans)).toEqual([
    "RUN checkout",
    "  smoke",
    "    smoke setup",
    "    smoke run",
    "    smoke setup",
    "    smoke run",
  ]);
  const stage = spanOf(spans, "smoke");
  expect(stage.attributes).toMatchObject({
    "cicd.pipeline.task.run.result": "success",
    "stagewright.stage.flaky": true,
  });
  expect(stage.events.map(({ name, attributes }) => [name, attributes])).toEqual([
    ["stage.started", { "stagewright.attempt": 1 }],
    ["stage.retrying", { "stagewright.attempt": 1, "stagewright.retry.delay_ms": 1_500 }],
    ["stage.started", { "stagewright.attempt": 2 }],
  ]);
  const runs = spans.filter(({ name }) => name === "smoke run");
  expect(runs.map(({ attributes }) => attributes["stagewright.attempt"])).toEqual([1, 2]);
  expect(runs.map(statusOf)).toEqual(["error: Error: connect ECONNREFUSED", "unset"]);
});

test("tells a timeout, and a function that was abandoned", async () => {
  const spans = await spansOf(SCENARIOS["ignored timeout"]);
  expect(spanOf(spans, "upload").attributes).toMatchObject({ "cicd.pipeline.task.run.result": "timeout" });
  expect(spanOf(spans, "upload run").attributes).toMatchObject({
    "stagewright.phase.status": "timedOut",
    "stagewright.phase.abandoned": true,
    "error.type": "TimeoutError",
  });
});

test("notes in the run's span a resource that nothing takes down", async () => {
  const run = spanOf(await spansOf(SCENARIOS["leaked resource"]), "RUN checkout");
  expect(run.events.map(({ name, attributes }) => [name, attributes])).toEqual([
    ["stage.leaked", { "cicd.pipeline.task.name": "server", "stagewright.attempt": 1 }],
  ]);
});

test("tells a cancelled run, and what it cut off", async () => {
  const spans = await spansOf(SCENARIOS.cancelled);
  const run = spanOf(spans, "RUN checkout");
  expect(statusOf(run)).toBe("error: cancelled: SIGINT");
  expect(run.attributes).toMatchObject({ "cicd.pipeline.result": "cancellation" });
  expect(run.events.map(({ name }) => name)).toEqual(["run.paused", "run.unpaused", "run.cancelling"]);
  expect(spanOf(spans, "seed").attributes).toMatchObject({ "cicd.pipeline.task.run.result": "cancellation" });
  expect(spanOf(spans, "verify").attributes).toMatchObject({ "stagewright.skip.reason": "cancelled" });
});

test("makes a span of a teardown that a forced stop gave up before it began", async () => {
  const spans = await spansOf(SCENARIOS["cancelled twice"]);
  for (const name of ["cluster teardown", "cache teardown"]) {
    expect(spanOf(spans, name).attributes).toMatchObject({
      "stagewright.phase.status": "aborted",
      "stagewright.phase.abandoned": true,
    });
  }
});

test("ends what was under way where a run that was cut off is continued", async () => {
  const spans = await spansOf(SCENARIOS.continued);
  expect(treeOf(spans)).toEqual([
    "RUN checkout",
    "  database",
    "    database setup",
    "    database run",
    "    database setup",
    "    database run",
    "    database teardown",
    "  migrate",
    "    migrate run",
    "    migrate run",
  ]);
  const runs = spans.filter(({ name }) => name === "migrate run");
  expect(runs.map(({ attributes }) => attributes["stagewright.phase.status"])).toEqual(["interrupted", "passed"]);
  expect(spanOf(spans, "migrate").attributes).toMatchObject({ "cicd.pipeline.task.run.result": "success" });
});

test("gives a stage that a continued run recreates a second span", async () => {
  const { events } = new RunRecorder([
    { name: "db", keep: "dependents" },
    { name: "api", dependencies: ["db"] },
  ])
    .pass("db", 5)
    .tell("run.continued", { interrupted: [], recreated: ["db"] })
    .start("db", 2)
    .passPhases("db", { run: 5 }, 2)
    .finish("db", { status: "passed" })
    .pass("api", 1)
    .end("passed");
  expect(treeOf(await spansOf(events))).toEqual([
    "RUN checkout",
    "  db",
    "    db run",
    "  db",
    "    db run",
    "  api",
    "    api run",
  ]);
});

test("tells of a torn journal that the process was lost, not that the stage failed", async () => {
  const spans = await spansOf(SCENARIOS["torn journal"]);
  const result = (name: string) => spanOf(spans, name).attributes["cicd.pipeline.task.run.result"];
  expect([result("database"), result("api"), result("browser")]).toEqual(["error", "error", "error"]);
});

describe("a span of another process", () => {
  const traceId = "0af7651916cd43dd8448eb211c80319c";

  test("is the parent of the run's", async () => {
    const spans = await spansOf(SCENARIOS["all pass"], `00-${traceId}-b7ad6b7169203331-01`);
    expect(spanOf(spans, "RUN checkout").parentSpanContext).toMatchObject({
      ...{ traceId, spanId: "b7ad6b7169203331", isRemote: true },
    });
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  });

  test.each([
    "",
    "00-nonsense-01",
    `ff-${traceId}-b7ad6b7169203331-01`,
    `00-${traceId}-0000000000000000-01`,
    `00-${"0".repeat(32)}-b7ad6b7169203331-01`,
  ])("that cannot be read is as none: %j", async (traceparent) => {
    const run = spanOf(await spansOf(SCENARIOS["all pass"], traceparent), "RUN checkout");
    expect(run.parentSpanContext).toBeUndefined();
  });
});
