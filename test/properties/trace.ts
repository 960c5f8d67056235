import type { Phase } from "../../src/model/outcome.ts";
import type { RunEvent } from "../../src/model/run-event.ts";
import type { Control } from "./control.ts";

/** A function of a stage was called. */
export interface Call {
  readonly stage: string;
  readonly place: "when" | Phase | "retry";
  readonly attempt: number;
  readonly at: number;
  /** What its context said; undefined for `retry.when`, which has none. */
  readonly context:
    | {
        readonly isAborted: boolean;
        readonly resource: unknown;
        readonly outputs: Readonly<Record<string, unknown>>;
        readonly remainingMs: number;
      }
    | undefined;
}

/** All that happened in a run, in order, as seen from outside. */
export type TraceItem =
  | { readonly kind: "event"; readonly event: RunEvent }
  | { readonly kind: "control"; readonly action: Control["action"]; readonly at: number }
  | { readonly kind: "call"; readonly call: Call }
  /** An error escaped from a call. `taken`: the stage was told of it. */
  | { readonly kind: "stray"; readonly call: Call; readonly message: string; readonly taken: boolean }
  /** Nothing was left to happen, and the run had not ended. */
  | { readonly kind: "still"; readonly at: number };

/** The trace a line each, for people. */
export function tellTrace(trace: readonly TraceItem[]): string {
  return trace.map(tellItem).join("\n");
}

function tellItem(item: TraceItem): string {
  switch (item.kind) {
    case "event": {
      const { v: _v, seq, runId: _runId, at, type, ...rest } = item.event;
      const details =
        type === "run.started" ? "" : JSON.stringify(rest, (key, value) => (key === "stack" ? undefined : value));
      return `${at} #${seq} ${type} ${details}`;
    }
    case "call":
      return `${item.call.at} call ${item.call.stage}#${item.call.attempt} ${item.call.place}`;
    case "control":
      return `${item.at} ${JSON.stringify(item.action)}`;
    case "stray":
      return `stray error of ${item.call.stage}#${item.call.attempt} ${item.call.place}${item.taken ? "" : ", too late"}`;
    case "still":
      return `${item.at} nothing is left to happen`;
  }
}

export function eventsOf(trace: readonly TraceItem[]): readonly RunEvent[] {
  return trace.flatMap((item) => (item.kind === "event" ? [item.event] : []));
}

export function callsOf(trace: readonly TraceItem[]): readonly Call[] {
  return trace.flatMap((item) => (item.kind === "call" ? [item.call] : []));
}
