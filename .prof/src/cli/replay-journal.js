import { applyEvent, createView } from "../model/view.js";
/** Hands the events of a journal to reporters as if they happened now; returns the picture they lead to. */
export function replayJournal(entries, feed) {
    const view = createView();
    for (const { event, line } of entries) {
        applyEvent(view, event);
        feed.next(event, view, line);
    }
    return view;
}
