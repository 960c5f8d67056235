import type { RunEvent } from "../model/run-event.ts";
import type { View } from "../model/view.ts";

/**
 * Turns the events of a run into text. Every hook is optional.
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
  /** The run has ended: `run.finished` was the last event. Called once. */
  onEnd?(view: View): void | Promise<void>;
}

/** Where a reporter writes to: a file or a stream. */
export interface ReporterOutput {
  write(text: string): void;
}

/** What a reporter is made with. */
export interface ReporterContext {
  readonly output: ReporterOutput;
  /** Whether the output shows ANSI colours. */
  readonly color: boolean;
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
