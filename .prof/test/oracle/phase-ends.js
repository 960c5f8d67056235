/**
 * §3.6: every way in which a phase may end, by what is known of it so far.
 * More than one where two things happen at the same moment; none where it never ends.
 */
export function phaseEnds(phase) {
    const { startedAt, timeoutMs = Number.POSITIVE_INFINITY, abortedAt = Number.POSITIVE_INFINITY, behaviour } = phase;
    const settles = startedAt + (behaviour.afterMs ?? Number.POSITIVE_INFINITY);
    const overdue = startedAt + timeoutMs;
    const signalled = Math.min(overdue, abortedAt);
    const ends = [];
    // What it settles with counts only where it settles before its signal; the timer of its timeout may come first.
    if (settles < signalled || (settles === signalled && overdue <= abortedAt && settles < Number.POSITIVE_INFINITY)) {
        ends.push(settled(settles, behaviour.ending));
    }
    if (settles >= signalled && signalled < Number.POSITIVE_INFINITY) {
        if (overdue <= abortedAt)
            ends.push(...aborted(phase, { signalled, settles, status: "timedOut" }));
        if (abortedAt <= overdue)
            ends.push(...aborted(phase, { signalled, settles, status: "aborted" }));
    }
    // Stopped before its function was called, it is not called any more.
    if (abortedAt === startedAt)
        ends.push({ ...stopped, at: startedAt });
    return ends;
}
const stopped = { status: "aborted", abandoned: false, errors: ["cancelled"], ending: undefined };
function settled(at, ending) {
    return {
        at,
        status: ending.kind === "throws" ? "failed" : "passed",
        abandoned: false,
        errors: ending.kind === "throws" ? [{ thrown: ending.value }] : [],
        ending,
    };
}
function aborted(phase, { signalled, settles, status }) {
    const { behaviour, graceMs } = phase;
    const { onAbort } = behaviour;
    const notices = signalled + (onAbort?.afterMs ?? Number.POSITIVE_INFINITY);
    const settledAt = Math.min(settles, notices);
    const gone = signalled + graceMs;
    const stop = status === "timedOut" ? "phase-timeout" : "cancelled";
    const ends = [];
    if (settledAt <= gone) {
        const endings = [
            ...(settles === settledAt ? [behaviour.ending] : []),
            ...(notices === settledAt && onAbort !== undefined ? [onAbort.ending] : []),
        ];
        for (const ending of endings) {
            ends.push({ at: settledAt, status, abandoned: false, errors: [stop, ...extra(ending)], ending });
        }
    }
    if (settledAt >= gone)
        ends.push({ at: gone, status, abandoned: true, errors: [stop], ending: undefined });
    return ends;
}
/** §3.4 keeps every error: also what an aborted function throws, unless it only passes on that it was aborted. */
function extra(ending) {
    if (ending.kind === "returns" || ending.value === "reason" || ending.value === "abortError")
        return [];
    return [{ thrown: ending.value }];
}
/** When an abandoned function settles after all, and with what; undefined: never. */
export function lateEnding(phase, signalledAt) {
    const { behaviour, startedAt } = phase;
    const settles = startedAt + (behaviour.afterMs ?? Number.POSITIVE_INFINITY);
    const notices = signalledAt + (behaviour.onAbort?.afterMs ?? Number.POSITIVE_INFINITY);
    const at = Math.min(settles, notices);
    if (at === Number.POSITIVE_INFINITY)
        return [];
    return [
        ...(settles === at ? [{ at, ending: behaviour.ending }] : []),
        ...(notices === at && behaviour.onAbort !== undefined ? [{ at, ending: behaviour.onAbort.ending }] : []),
    ];
}
