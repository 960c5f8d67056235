import { closingEvents } from "../model/closing-events.ts";
import type { RunEvent } from "../model/run-event.ts";
import { applyEvent, createView, type View } from "../model/view.ts";
import type { JournalEntry } from "./journal-reader.ts";

/** Gets an event, the picture with it folded in, and its JSON text. */
export type OnEvent = (event: RunEvent, view: View, line: string) => void;

/** Hands the events of a journal on as if they happened now; returns the picture they lead to. */
export function replay(entries: readonly JournalEntry[], onEvent: OnEvent = () => {}): View {
  const view = createView();
  for (const { event, line } of entries) {
    applyEvent(view, event);
    onEvent(event, view, line);
  }
  return view;
}

/** The same to the end of the run: what a process that ended too early left open is interrupted, and has failed. */
export function replayToTheEnd(entries: readonly JournalEntry[], onEvent: OnEvent = () => {}): View {
  const view = replay(entries, onEvent);
  for (const event of closingEvents(view)) {
    applyEvent(view, event);
    onEvent(event, view, JSON.stringify(event));
  }
  return view;
}
