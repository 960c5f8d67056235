import { type Span, SpanStatusCode } from "@opentelemetry/api";
import type { SerializedError } from "../../model/serialized-error.ts";
import { errorHead, errorLines } from "../text/error-text.ts";
import { CICD, OTHER_ERROR } from "./conventions.ts";
import { timeOf } from "./open-span.ts";

/** Adds the errors to the span, each with its causes. */
export function recordErrors(span: Span, errors: readonly SerializedError[], at: number): void {
  for (const error of errors) {
    const { name, message } = error;
    span.recordException({ name, message, stack: errorLines(error).join("\n") }, timeOf(at));
  }
}

/** Marks the span as failed, because of the error where one is known. */
export function markFailed(span: Span, error: SerializedError | undefined, stage?: string): void {
  const message = error && (stage === undefined ? errorHead(error) : `${stage}: ${errorHead(error)}`);
  span.setAttribute(CICD.errorType, error?.name ?? OTHER_ERROR);
  span.setStatus({ code: SpanStatusCode.ERROR, ...(message !== undefined && { message }) });
}
