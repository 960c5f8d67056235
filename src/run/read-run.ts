import { type Report, toReport } from "../model/report.ts";
import type { View } from "../model/view.ts";
import { readJournal } from "./journal-reader.ts";
import { readLock } from "./lock-file.ts";
import { replay, replayToTheEnd } from "./replay.ts";

/**
 * The picture of a run, from its journal: while a process is at the run, as it
 * is now. What a run that was cut off left open has failed, with an
 * interruption error.
 * @param path Of the journal.
 * @throws {StagewrightError} `run-not-found` where it cannot be read, `bad-journal` where it is none.
 */
export function readView(path: string): View {
  // Asked first: a run that ends just now has told its end before it is unlocked.
  const isAlive = readLock(`${path}.lock`).state === "held";
  const { entries } = readJournal(path);
  return isAlive ? replay(entries) : replayToTheEnd(entries);
}

/**
 * The report of a past run, from its journal. What a run that was cut off left
 * open has failed, with an interruption error.
 * @param path Of the journal.
 * @throws {StagewrightError} `run-not-found` where it cannot be read, `bad-journal` where it is none.
 */
export function readReport(path: string): Report {
  return toReport(replayToTheEnd(readJournal(path).entries));
}
