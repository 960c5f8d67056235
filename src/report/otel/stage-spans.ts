import type { Attributes, Context, Tracer } from "@opentelemetry/api";
import type { PhaseStatus } from "../../model/outcome.ts";
import type { RunEventOf } from "../../model/run-event.ts";
import type { StageError } from "../../model/serialized-error.ts";
import type { StageCall } from "../../model/tracing.ts";
import { CICD, type CicdResult, OWN, RESULT_OF_PHASE } from "./conventions.ts";
import { type OpenSpan, openSpan, timeOf } from "./open-span.ts";
import { markFailed, recordErrors } from "./record-failure.ts";

export interface StageSpansOptions {
  readonly tracer: Tracer;
  /** The context of the run's span. */
  readonly parent: Context;
  /** Epoch ms at which the stage's span begins. */
  readonly at: number;
  readonly runId: string;
  readonly stage: string;
  readonly optional: boolean;
}

type PhasePlace = Pick<RunEventOf<"phase.started">, "stage" | "attempt" | "phase" | "at">;
type PhaseEnd = Pick<RunEventOf<"phase.finished">, "status" | "errors" | "at">;

interface OpenPhase extends OpenSpan {
  readonly place: PhasePlace;
}

/** The span of one stage, from when it is ready to its end, and those of its phases. */
export class StageSpans implements OpenSpan {
  readonly span: OpenSpan["span"];
  readonly context: Context;
  readonly #tracer: Tracer;
  /** What the stage's span and those of its phases have in common. */
  readonly #attributes: Attributes;
  /** The errors that the phases' spans tell. */
  readonly #told = new Set<string>();
  #attempt = 1;
  /** How the first phase of the attempt that did not pass has ended. */
  #trouble: PhaseStatus | undefined;
  #phase: OpenPhase | undefined;

  constructor({ tracer, parent, at, runId, stage, optional }: StageSpansOptions) {
    this.#tracer = tracer;
    this.#attributes = { [CICD.task]: stage, [CICD.taskRunId]: `${runId}/${stage}` };
    const attributes = { ...this.#attributes, ...(optional && { [OWN.optional]: true }) };
    ({ span: this.span, context: this.context } = openSpan(tracer, stage, { parent, at, attributes }));
  }

  /** The context that a function of the stage is called in. */
  contextOf({ attempt, phase }: StageCall): Context {
    const open = this.#phase;
    return open?.place.phase === phase && open.place.attempt === attempt ? open.context : this.context;
  }

  startAttempt({ attempt }: RunEventOf<"stage.started">): void {
    this.#attempt = attempt;
    this.#trouble = undefined;
  }

  startPhase(event: RunEventOf<"phase.started">): void {
    this.#phase = this.#openPhase(event);
  }

  finishPhase(event: RunEventOf<"phase.finished">): void {
    // A phase that a forced stop gave up before it began has no span yet.
    const phase = this.#phase ?? this.#openPhase(event);
    if (event.abandoned) phase.span.setAttribute(OWN.abandoned, true);
    this.#endPhase(phase, event);
  }

  /** The process died in what was under way; another one goes on with the run. */
  interrupt(at: number): void {
    if (this.#phase !== undefined) this.#endPhase(this.#phase, { status: "interrupted", at });
  }

  finish({ status, errors = [], flaky, skip, at }: RunEventOf<"stage.finished">): void {
    const decisive = errors.find(({ attempt }) => attempt === this.#attempt) ?? errors[0];
    const result = status === "failed" ? this.#resultOfFailure(decisive) : RESULT_OF_END[status];
    this.span.setAttributes({
      [CICD.taskResult]: result,
      ...(flaky && { [OWN.flaky]: true }),
      ...(skip !== undefined && { [OWN.skipReason]: skip.reason }),
      ...(skip?.culprit !== undefined && { [OWN.skipCulprit]: skip.culprit }),
      ...(skip?.message !== undefined && { [OWN.skipMessage]: skip.message }),
    });
    // Those of `when` and `retry.when`, and what befell the stage between two phases.
    const untold = errors.filter((error) => !this.#told.has(JSON.stringify(error)));
    recordErrors(this.span, untold, at);
    if (status === "failed") markFailed(this.span, decisive);
    this.span.end(timeOf(at));
  }

  #endPhase({ span }: OpenPhase, { status, errors = [], at }: PhaseEnd): void {
    this.#phase = undefined;
    span.setAttribute(OWN.phaseStatus, status);
    recordErrors(span, errors, at);
    for (const error of errors) this.#told.add(JSON.stringify(error));
    if (status !== "passed") {
      this.#trouble ??= status;
      markFailed(span, errors[0]);
    }
    span.end(timeOf(at));
  }

  #resultOfFailure(decisive: StageError | undefined): CicdResult {
    if (this.#trouble !== undefined) return RESULT_OF_PHASE[this.#trouble];
    return decisive?.code === "interrupted" ? "error" : "failure";
  }

  #openPhase(place: PhasePlace): OpenPhase {
    const { stage, phase, attempt, at } = place;
    const attributes = { ...this.#attributes, [OWN.phase]: phase, [OWN.attempt]: attempt };
    return { ...openSpan(this.#tracer, `${stage} ${phase}`, { parent: this.context, at, attributes }), place };
  }
}

const RESULT_OF_END = { passed: "success", skipped: "skip" } as const;
