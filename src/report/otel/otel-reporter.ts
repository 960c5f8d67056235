import { context } from "@opentelemetry/api";
import type { ReporterFactory } from "../reporter.ts";
import { withRemoteParent } from "./remote-parent.ts";
import { traceRun } from "./trace-run.ts";
import { flushSpans, isSdkRegistered } from "./tracer-provider.ts";

/** Makes OpenTelemetry spans of the run, its stages and their phases. Writes nothing. */
export const createOtelReporter: ReporterFactory = ({ traceParent = {} }) => {
  const { onEvent, around } = traceRun(withRemoteParent(context.active(), traceParent));
  return {
    onEvent(event) {
      // Not before: the modules of the stages may register it.
      if (event.type === "run.started" && !isSdkRegistered()) {
        throw new Error(
          'No OpenTelemetry SDK is registered: load a module that does, with NODE_OPTIONS="--import ./otel.mjs"',
        );
      }
      onEvent(event);
    },
    around,
    onEnd: flushSpans,
  };
};
