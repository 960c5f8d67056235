import { type Attributes, type Context, type Span, type SpanKind, type Tracer, trace } from "@opentelemetry/api";

/** A span that has begun, and the context in which it is the active one. */
export interface OpenSpan {
  readonly span: Span;
  readonly context: Context;
}

export interface SpanBeginning {
  readonly parent: Context;
  /** Epoch ms. */
  readonly at: number;
  readonly attributes: Attributes;
  /** Default: internal. */
  readonly kind?: SpanKind;
}

/** Begins a span. */
export function openSpan(tracer: Tracer, name: string, { parent, at, ...options }: SpanBeginning): OpenSpan {
  const span = tracer.startSpan(name, { ...options, startTime: timeOf(at) }, parent);
  return { span, context: trace.setSpan(parent, span) };
}

/**
 * An event's time as spans take it. A small number, as a simulated clock gives it,
 * would count as milliseconds since the process began.
 */
export function timeOf(at: number): Date {
  return new Date(at);
}
