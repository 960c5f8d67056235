import { type Context, context, trace } from "@opentelemetry/api";
import type { Tracing } from "../../model/tracing.ts";
import { ownVersion } from "../../util/own-version.ts";
import { RunSpans } from "./run-spans.ts";

/** Makes spans of the global tracer provider of what happens in a run; the run's own has the parent. */
export function traceRun(parent: Context): Required<Tracing> {
  const spans = new RunSpans({ tracer: trace.getTracer("stagewright", ownVersion()), parent });
  return {
    onEvent: (event) => spans.next(event),
    around: (call, callback) => context.with(spans.contextOf(call), callback),
  };
}
