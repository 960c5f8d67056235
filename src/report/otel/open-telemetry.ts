import { context } from "@opentelemetry/api";
import type { Tracing } from "../../model/tracing.ts";
import { traceRun } from "./trace-run.ts";

/**
 * Traces one run with OpenTelemetry: a span for the run, in the context that is
 * active now, one for each stage and one for each phase, in whose context the
 * phase's function is called. Needs `@opentelemetry/api`, and makes spans only
 * where an SDK is registered.
 *
 * @example
 * const run = startRun({ stages, tracing: openTelemetry() });
 */
export function openTelemetry(): Tracing {
  return traceRun(context.active());
}
