import { type Context, createTraceState, isSpanContextValid, trace } from "@opentelemetry/api";
import type { TraceParent } from "../reporter.ts";

/** `version-traceId-spanId-flags`; later versions may have more behind it. */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?:-|$)/;

/**
 * The context of a span of another process; as it was where there is none, or none that can be read.
 * @see https://www.w3.org/TR/trace-context/
 */
export function withRemoteParent(context: Context, { traceparent = "", tracestate }: TraceParent): Context {
  const [, traceId = "", spanId = "", flags = ""] = TRACEPARENT.exec(traceparent) ?? [];
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  if (!isSpanContextValid(parent)) return context;
  return trace.setSpanContext(context, {
    ...parent,
    ...(tracestate !== undefined && { traceState: createTraceState(tracestate) }),
  });
}
