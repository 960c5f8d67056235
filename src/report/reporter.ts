import type { RunEvent } from "../model/run-event.ts";
import type { Around } from "../model/tracing.ts";
import type { View } from "../model/view.ts";

/**
 * Turns the events of a run into text, or whatever else. Every hook is optional.
 *
 * A reporter reads no clock, locale, terminal, `process` or `console`, only
 * what it is handed: that is why replaying a journal gives the same text, byte
 * for byte, as the live run gave.
 */
export interface Reporter {
  /**
   * Something happened.
   * @param view The picture of the run with this event folded in. It is live and shared: read it, keep nothing of it.
   * @param line The event as JSON, exactly as it is in the journal, without the line break.
   */
  onEvent?(event: RunEvent, view: View, line: string): void;
  /**
   * Time has passed: called about ten times a second while the run lives, where
   * the output is a terminal; never in a replay.
   * @param now Epoch ms, of the clock that the events have their time from.
   */
  onTick?(view: View, now: number): void;
  /**
   * Somebody else writes whole lines to the terminal that the output is, in
   * `write`. For reporters that draw: leave room, call it, draw again.
   * Without it `write` is called as it is.
   */
  aside?(write: () => void): void;
  /** Calls a function of a stage, in a live run only. */
  readonly around?: Around;
  /** The run has ended: `run.finished` was the last event. Called once. */
  onEnd?(view: View): void | Promise<void>;
}

/** Where a reporter writes to: a file or a stream. */
export interface ReporterOutput {
  write(text: string): void;
}

/** A span of another process, as W3C Trace Context writes it. */
export interface TraceParent {
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
}

/** What a reporter is made with. */
export interface ReporterContext {
  readonly output: ReporterOutput;
  /** Whether the output shows ANSI colours. */
  readonly color: boolean;
  /** Whether the output shows signs beyond ASCII. */
  readonly unicode: boolean;
  /** The size of the terminal that the output is; it changes when a person resizes it. Absent: it is none. */
  readonly terminal?: TerminalSize;
  /** The folder that the paths of source files are told relative to. */
  readonly root?: string;
  /** Where a CI system takes a summary of the job from. */
  readonly jobSummary?: ReporterOutput;
  /**
   * The text of a source file, for code frames; undefined where it cannot be read.
   * @param unchangedSince Epoch ms: where it was changed later it is not what ran, and undefined too.
   */
  readSource?(path: string, unchangedSince: number): string | undefined;
  /** The span that the process was started in; absent: none. */
  readonly traceParent?: TraceParent;
}

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Makes the reporter of one run.
 *
 * @example
 * export const createDotReporter: ReporterFactory = ({ output }) => ({
 *   onEvent(event) {
 *     if (event.type === "stage.finished") output.write(event.status === "failed" ? "x" : ".");
 *   },
 *   onEnd: (view) => output.write(` ${view.state}\n`),
 * });
 */
export type ReporterFactory = (context: ReporterContext) => Reporter;
