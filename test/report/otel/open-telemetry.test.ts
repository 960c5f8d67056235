import { join } from "node:path";
import { trace } from "@opentelemetry/api";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { openTelemetry } from "../../../src/report/otel/open-telemetry.ts";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.ts";
import { cutJournal } from "../../helpers/cut-journal.ts";
import { fails, hangs, untilStopped } from "../../helpers/functions.ts";
import { begin, type Stages, simulate } from "../../helpers/simulate.ts";
import { writeTempFolder } from "../../helpers/temp-folder.ts";
import { registerSdk, spanOf, statusOf, takeSpans, timesOf, treeOf } from "./sdk.ts";

beforeAll(registerSdk);
beforeEach(() => void takeSpans());

const tracer = trace.getTracer("a library that a stage uses");

/** Makes a span of its own, once it has waited. */
const traces = (name: string) => async () => {
  await Promise.resolve();
  tracer.startActiveSpan(name, (span) => span.end());
};

async function treeOfRun(stages: Stages): Promise<readonly string[]> {
  await simulate(stages, { pipeline: "shop", tracing: openTelemetry() });
  return treeOf(takeSpans());
}

test("spans that a function makes are below its phase's", async () => {
  const tree = await treeOfRun([
    { name: "db", setup: traces("connect"), run: traces("query"), teardown: traces("close"), keep: "dependents" },
    { name: "api", dependencies: ["db"], run: traces("GET /") },
  ]);
  expect(tree).toEqual([
    "RUN shop",
    "  db",
    "    db setup",
    "      connect",
    "    db run",
    "      query",
    "    db teardown",
    "      close",
    "  api",
    "    api run",
    "      GET /",
  ]);
});

test("each of stages that run side by side keeps its spans to itself", async () => {
  const clock = createSimulatedClock();
  const stage = (name: string) => ({
    name,
    run: async () => {
      await new Promise<void>((resolve) => void clock.setTimeout(resolve, 5));
      await traces(`query of ${name}`)();
    },
  });
  await simulate([stage("a"), stage("b")], { clock, tracing: openTelemetry() });
  const spans = takeSpans();
  for (const name of ["a", "b"]) {
    const phase = spanOf(spans, `${name} run`).spanContext().spanId;
    expect(spanOf(spans, `query of ${name}`).parentSpanContext?.spanId).toBe(phase);
  }
});

test("spans of `when` and `retry.when` are below the stage's", async () => {
  const tree = await treeOfRun([
    { name: "a", when: () => traces("ask")().then(() => true), run: () => {} },
    {
      name: "b",
      dependencies: ["a"],
      run: fails,
      retry: { limit: 1, when: () => traces("judge")().then(() => false) },
    },
  ]);
  expect(tree).toEqual(["RUN shop", "  a", "    ask", "    a run", "  b", "    b run", "    judge"]);
});

test("the spans of each attempt are below its own phases", async () => {
  await simulate(
    [{ name: "a", run: ({ attempt }) => (attempt === 1 ? fails() : traces("second")()), retry: { limit: 1 } }],
    {
      tracing: openTelemetry(),
    },
  );
  const spans = takeSpans();
  const [first, second] = spans.filter(({ name }) => name === "a run");
  expect(first && statusOf(first)).toBe("error: Error: broken");
  expect(spanOf(spans, "second").parentSpanContext?.spanId).toBe(second?.spanContext().spanId);
});

test("a run is below the span that is active where its tracing is made", async () => {
  await tracer.startActiveSpan("POST /runs", async (span) => {
    await simulate([{ name: "a", run: () => {} }], { pipeline: "shop", tracing: openTelemetry() });
    span.end();
  });
  expect(treeOf(takeSpans())).toEqual(["POST /runs", "  RUN shop", "    a", "      a run"]);
});

test("runs side by side have a trace each", async () => {
  const stages: Stages = [{ name: "a", run: traces("query") }];
  await Promise.all([
    simulate(stages, { pipeline: "one", tracing: openTelemetry() }),
    simulate(stages, { pipeline: "two", tracing: openTelemetry() }),
  ]);
  const spans = takeSpans();
  expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(2);
  expect(treeOf(spans)).toEqual([
    ...["RUN one", "  a", "    a run", "      query"],
    ...["RUN two", "  a", "    a run", "      query"],
  ]);
});

test("spans take their times from the run's clock", async () => {
  const clock = createSimulatedClock();
  const run = () => new Promise<void>((resolve) => void clock.setTimeout(resolve, 250));
  await simulate([{ name: "a", run }], { clock, tracing: openTelemetry() });
  expect(timesOf(spanOf(takeSpans(), "a run"), 0)).toEqual([0, 250]);
});

test("a cancelled run, a timeout and an abandoned function end all their spans", async () => {
  const { run, clock, finish } = begin(
    [
      { name: "slow", run: untilStopped, timeout: { run: 10 } },
      { name: "deaf", run: hangs },
      { name: "late", dependencies: ["deaf"] },
    ],
    { pipeline: "shop", grace: 50, tracing: openTelemetry() },
  );
  clock.setTimeout(() => run.cancel("enough"), 100);
  await finish();
  const spans = takeSpans();
  const attributes = (name: string) => spanOf(spans, name).attributes;
  expect(attributes("slow")["cicd.pipeline.task.run.result"]).toBe("timeout");
  expect(attributes("deaf")["cicd.pipeline.task.run.result"]).toBe("cancellation");
  expect(attributes("deaf run")["stagewright.phase.abandoned"]).toBe(true);
  expect(attributes("late")["stagewright.skip.reason"]).toBe("cancelled");
  expect(statusOf(spanOf(spans, "RUN shop"))).toBe("error: cancelled: enough");
  expect(treeOf(spans)).toHaveLength(6);
});

test("a run that is continued is whole again", async () => {
  const journal = await writeTempFolder({});
  const stages = [
    { name: "a", run: () => {} },
    { name: "b", dependencies: ["a"], run: traces("query") },
  ];
  await simulate(stages, { journal, runId: "r" });
  await cutJournal(join(journal, "r.ndjson"), (event) => event.type === "phase.started" && event.stage === "b");
  takeSpans();
  await simulate(stages, { journal, resume: "r", pipeline: "shop", tracing: openTelemetry() });
  expect(treeOf(takeSpans())).toEqual([
    "RUN pipeline",
    "  a",
    "    a run",
    "  b",
    "    b run",
    "    b run",
    "      query",
  ]);
});
