import { messageOf } from "../model/message-of.ts";
import type { View } from "../model/view.ts";
import { expectedDuration, openDurationStore, type PastDurations } from "./duration-store.ts";
import { measureDurations } from "./measure-durations.ts";

/** What past runs of a pipeline tell of its stages, and this run will tell the next ones. */
export interface DurationHistory {
  /** Milliseconds for which a stage is expected to hold its slot; undefined where no run has measured it. */
  expected(stage: string): number | undefined;
  /** Why nothing is known, where that is because something could not be read. */
  readonly problem: string | undefined;
  /**
   * Adds what a run has measured, when all its stages are over.
   * @throws {Error} that names the file that cannot be written.
   */
  learn(view: View): void;
}

const NO_HISTORY: DurationHistory = { expected: () => undefined, problem: undefined, learn: () => {} };

/** Reads the history of a pipeline, beside its journals. Without journals nothing is known, and nothing is learned. */
export function readDurationHistory(journalFolder: string | undefined, pipeline: string): DurationHistory {
  if (journalFolder === undefined) return NO_HISTORY;
  const store = openDurationStore(journalFolder, pipeline);
  let past: PastDurations = new Map();
  let problem: string | undefined;
  try {
    past = store.read();
  } catch (error) {
    problem = messageOf(error);
  }
  return {
    expected: (stage) => {
      const known = past.get(stage);
      return known && expectedDuration(known.values);
    },
    problem,
    learn: (view) => {
      const durations = measureDurations(view);
      if (durations.size > 0) store.add({ durations, planned: view.stages });
    },
  };
}
