import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, type ReadableSpan, type SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect } from "vitest";

/** Every span, in the order in which they began. */
let begun: ReadableSpan[] = [];
const keeper: SpanProcessor = {
  onStart: (span) => void begun.push(span),
  onEnd: () => {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

/** Registers an SDK that keeps the spans in memory; returns what takes it away. For `beforeAll`. */
export function registerSdk(): () => void {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [keeper] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return () => {
    trace.disable();
    context.disable();
  };
}

/** The spans that have begun since this was last called, each of which has ended. */
export function takeSpans(): readonly ReadableSpan[] {
  const spans = begun;
  begun = [];
  for (const { name, ended } of spans) expect(ended, `the span "${name}" has ended`).toBe(true);
  return spans;
}

/** The span with this name, of which there is one. */
export function spanOf(spans: readonly ReadableSpan[], name: string): ReadableSpan {
  const [span, ...others] = spans.filter((span) => span.name === name);
  if (span === undefined || others.length > 0) throw new TypeError(`${1 + others.length} spans "${name}" or none`);
  return span;
}

/** A span's status: `unset`, `ok`, or `error` with its message. */
export function statusOf({ status: { code, message } }: ReadableSpan): string {
  return code === SpanStatusCode.ERROR ? `error: ${message ?? ""}` : code === SpanStatusCode.OK ? "ok" : "unset";
}

/** When a span began and ended, in ms since the time given. */
export function timesOf({ startTime, endTime }: ReadableSpan, since: number): readonly [number, number] {
  return [millisecondsOf(startTime) - since, millisecondsOf(endTime) - since];
}

/** The spans as a tree, a line each, indented below their parents, in the order in which they began. */
export function treeOf(spans: readonly ReadableSpan[]): readonly string[] {
  const known = new Set(spans.map((span) => span.spanContext().spanId));
  const below = (parent: string | undefined, depth: number): readonly string[] =>
    spans
      .filter(({ parentSpanContext: at }) => (at && known.has(at.spanId) ? at.spanId : undefined) === parent)
      .flatMap((span) => [`${"  ".repeat(depth)}${span.name}`, ...below(span.spanContext().spanId, depth + 1)]);
  return below(undefined, 0);
}

function millisecondsOf([seconds, nanoseconds]: readonly [number, number]): number {
  return seconds * 1_000 + nanoseconds / 1_000_000;
}
