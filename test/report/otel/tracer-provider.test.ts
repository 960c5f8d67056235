import { trace } from "@opentelemetry/api";
import { BasicTracerProvider, BatchSpanProcessor, InMemorySpanExporter } from "@opentelemetry/sdk-trace-base";
import { afterEach, expect, test, vi } from "vitest";
import { createOtelReporter } from "../../../src/report/otel/otel-reporter.ts";
import { flushSpans, isSdkRegistered } from "../../../src/report/otel/tracer-provider.ts";
import { playReporter } from "../../../src/testing/play-reporter.ts";
import { SCENARIOS } from "../scenarios.ts";

afterEach(() => {
  vi.restoreAllMocks();
  trace.disable();
});

test("the reporter refuses to report to nobody, and says what to do", async () => {
  expect(isSdkRegistered()).toBe(false);
  await expect(playReporter(createOtelReporter, SCENARIOS["all pass"])).rejects.toThrow(
    'No OpenTelemetry SDK is registered: load a module that does, with NODE_OPTIONS="--import ./otel.mjs"',
  );
  await expect(flushSpans()).resolves.toBeUndefined();
});

test("a provider that the API does not stand in for is one of an SDK", async () => {
  const forceFlush = vi.fn(async () => {});
  const { getTracer } = new BasicTracerProvider();
  vi.spyOn(trace, "getTracerProvider").mockReturnValue(Object.assign({ getTracer }, { forceFlush }));
  expect(isSdkRegistered()).toBe(true);
  await flushSpans();
  expect(forceFlush).toHaveBeenCalledOnce();
});

test("the reporter has sent every span when it has ended", async () => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({
      spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 3_600_000 })],
    }),
  );
  await playReporter(createOtelReporter, SCENARIOS["optional failure"]);
  expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual([
    "audit run",
    "audit",
    "deploy run",
    "deploy",
    "RUN checkout",
  ]);
});
