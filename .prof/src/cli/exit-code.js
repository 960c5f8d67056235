import { STOP_SIGNALS } from "./process/watch-signals.js";
/** What the exit code says; a run that a signal stopped has that signal's. */
export const ExitCode = {
    passed: 0,
    /** A required stage failed, or an output could not be written. */
    failed: 1,
    /** Nothing ran: the command line or the definitions are wrong. */
    refused: 2,
    /** Cancelled by a timeout or by code. */
    cancelled: 3,
};
/** The exit code of a run by its end and, where a signal stopped it, by that signal. */
export function exitCodeOf(status, signal) {
    return status === "cancelled" && signal !== undefined ? STOP_SIGNALS[signal] : ExitCode[status];
}
