import { closingEvents } from "../model/closing-events.ts";
import { type Report, toReport } from "../model/report.ts";
import { applyEvent, createView, type View } from "../model/view.ts";
import { readJournal } from "./journal-reader.ts";

/**
 * The picture of a past run, from its journal. What a run that was cut off left
 * open has failed, with an interruption error.
 * @param path Of the journal.
 * @throws {StagewrightError} `run-not-found` where it cannot be read, `bad-journal` where it is none.
 */
export function readView(path: string): View {
  const view = createView();
  for (const { event } of readJournal(path).entries) applyEvent(view, event);
  for (const event of closingEvents(view)) applyEvent(view, event);
  return view;
}

/** The report of a past run, from its journal. See {@link readView}. */
export function readReport(path: string): Report {
  return toReport(readView(path));
}
