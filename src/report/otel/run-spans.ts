import { type Attributes, type Context, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import type { RunEvent, RunEventOf } from "../../model/run-event.ts";
import type { SerializedError } from "../../model/serialized-error.ts";
import type { StageCall } from "../../model/tracing.ts";
import { CICD, OWN, RESULT_OF_RUN } from "./conventions.ts";
import { type OpenSpan, openSpan, timeOf } from "./open-span.ts";
import { markFailed, recordErrors } from "./record-failure.ts";
import { StageSpans } from "./stage-spans.ts";

export interface RunSpansOptions {
  readonly tracer: Tracer;
  /** The context that the run's span begins in. */
  readonly parent: Context;
}

/** What made a run fail. */
interface Failure {
  readonly error: SerializedError;
  /** Undefined where the error belongs to no stage. */
  readonly stage: string | undefined;
}

/** The spans of one run: they begin and end as its events say, at the times they say. */
export class RunSpans {
  readonly #options: RunSpansOptions;
  readonly #stages = new Map<string, StageSpans>();
  #run: OpenSpan | undefined;
  #optional: ReadonlySet<string> = new Set();
  #failure: Failure | undefined;
  #cancelReason: string | undefined;

  constructor(options: RunSpansOptions) {
    this.#options = options;
  }

  /** The context that a function of a stage is called in: that of the innermost span it belongs to. */
  contextOf(call: StageCall): Context {
    return this.#stages.get(call.stage)?.contextOf(call) ?? this.#run?.context ?? this.#options.parent;
  }

  next(event: RunEvent): void {
    if (event.type === "run.started") this.#run = this.#start(event);
    else if (this.#run !== undefined) this.#goOn(this.#run, event);
  }

  #start({ pipeline, runId, plan, at }: RunEventOf<"run.started">): OpenSpan {
    const { tracer, parent } = this.#options;
    this.#optional = new Set(plan.stages.filter(({ optional }) => optional).map(({ name }) => name));
    const attributes = {
      [CICD.action]: ACTION,
      [CICD.pipeline]: pipeline,
      [CICD.runId]: runId,
      [CICD.runState]: "executing",
    };
    return openSpan(tracer, `${ACTION} ${pipeline}`, { parent, at, attributes, kind: SpanKind.SERVER });
  }

  #goOn(run: OpenSpan, event: Exclude<RunEvent, RunEventOf<"run.started">>): void {
    switch (event.type) {
      case "stage.ready":
        this.#spansOf(run, event);
        return;
      case "stage.started":
        this.#spansOf(run, event).startAttempt(event);
        return note(this.#spansOf(run, event), event, { [OWN.attempt]: event.attempt });
      case "phase.started":
        return this.#spansOf(run, event).startPhase(event);
      case "phase.finished":
        return this.#spansOf(run, event).finishPhase(event);
      case "stage.serving":
        return note(this.#spansOf(run, event), event);
      case "stage.retrying":
        return note(this.#spansOf(run, event), event, {
          [OWN.attempt]: event.attempt,
          [OWN.retryDelay]: event.delayMs,
        });
      case "stage.leaked":
        // The stage may be over, and its span with it.
        return note(run, event, { [CICD.task]: event.stage, [OWN.attempt]: event.attempt });
      case "stage.finished":
        return this.#finishStage(run, event);
      case "run.paused":
      case "run.unpaused":
        return note(run, event);
      case "run.continued":
        for (const stage of event.interrupted) this.#stages.get(stage)?.interrupt(event.at);
        return note(run, event, { [OWN.interrupted]: [...event.interrupted], [OWN.recreated]: [...event.recreated] });
      case "run.cancelling":
        this.#cancelReason ??= event.reason;
        run.span.setAttribute(CICD.runState, "finalizing");
        return note(run, event, { [OWN.cancelReason]: event.reason, [OWN.cancelForced]: event.forced });
      case "run.errored":
        this.#failure ??= { error: event.error, stage: undefined };
        return recordErrors(run.span, [event.error], event.at);
      case "run.finished":
        return this.#finish(run, event);
      // Told in the span of its phase.
      case "stage.abandoned":
      case "log":
      case "progress":
        return;
      default:
        // A journal of a later version may hold types that this one does not know.
        ((_: never) => {})(event);
    }
  }

  #spansOf({ context }: OpenSpan, { stage, at, runId }: { stage: string; at: number; runId: string }): StageSpans {
    const open = this.#stages.get(stage);
    if (open !== undefined) return open;
    const { tracer } = this.#options;
    const spans = new StageSpans({
      ...{ tracer, parent: context, at, runId, stage },
      optional: this.#optional.has(stage),
    });
    this.#stages.set(stage, spans);
    return spans;
  }

  #finishStage(run: OpenSpan, event: RunEventOf<"stage.finished">): void {
    this.#spansOf(run, event).finish(event);
    // A stage that a continued run recreates gets a span of its own.
    this.#stages.delete(event.stage);
    const error = event.errors?.[0];
    if (event.status === "failed" && error !== undefined && !this.#optional.has(event.stage)) {
      this.#failure ??= { error, stage: event.stage };
    }
  }

  #finish({ span }: OpenSpan, { status, at }: RunEventOf<"run.finished">): void {
    span.setAttributes({ [CICD.result]: RESULT_OF_RUN[status], [CICD.runState]: "finalizing" });
    if (status === "failed") markFailed(span, this.#failure?.error, this.#failure?.stage);
    if (status === "cancelled") {
      span.setStatus({ code: SpanStatusCode.ERROR, message: `cancelled: ${this.#cancelReason}` });
    }
    span.end(timeOf(at));
  }
}

/** The value of `cicd.pipeline.action.name`. */
const ACTION = "RUN";

/** Marks in a span that something happened. */
function note({ span }: OpenSpan, { type, at }: RunEvent, attributes: Attributes = {}): void {
  span.addEvent(type, attributes, timeOf(at));
}
