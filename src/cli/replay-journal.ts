import { applyEvent, createView, type View } from "../model/view.ts";
import type { JournalEntry } from "../run/journal-reader.ts";
import type { ReporterFeed } from "./outputs/reporter-feed.ts";

/** Hands the events of a journal to reporters as if they happened now; returns the picture they lead to. */
export function replayJournal(entries: readonly JournalEntry[], feed: ReporterFeed): View {
  const view = createView();
  for (const { event, line } of entries) {
    applyEvent(view, event);
    feed.next(event, view, line);
  }
  return view;
}
