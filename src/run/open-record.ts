import { statSync } from "node:fs";
import { StagewrightError } from "../model/problem.ts";
import { type JournalWriter, openJournal } from "./journal-writer.ts";
import type { PreparedRun } from "./prepare.ts";
import { lockRun } from "./run-lock.ts";

/** Locks the run's id and opens its journal, if it has one. */
export function openRecord(
  { runId, journalPath: path, earlier }: PreparedRun,
  onError: (error: Error) => void,
): JournalWriter | undefined {
  if (path === undefined) return undefined;
  const unlock = lockRun(`${path}.lock`, runId);
  try {
    if (earlier !== undefined && statSync(path).size !== earlier.bytes) {
      const message = `Run ${runId} went on while its journal was read. Try again.`;
      throw new StagewrightError([{ code: "run-locked", message }]);
    }
    const journal = openJournal({ path, continueAt: earlier?.wholeBytes, onError });
    const close = () => {
      journal.close();
      try {
        unlock();
      } catch (error) {
        onError(error as Error);
      }
    };
    return { ...journal, close };
  } catch (error) {
    unlock();
    throw error;
  }
}
