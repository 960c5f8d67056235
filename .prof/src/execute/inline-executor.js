import { InlineSession } from "./inline-session.js";
/** Runs the functions of stages in this thread. */
export function createInlineExecutor(options) {
    return { open: (attempt, port) => new InlineSession(attempt, port, options) };
}
