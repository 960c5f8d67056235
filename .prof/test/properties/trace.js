/** The trace a line each, for people. */
export function tellTrace(trace) {
    return trace.map(tellItem).join("\n");
}
function tellItem(item) {
    switch (item.kind) {
        case "event": {
            const { v: _v, seq, runId: _runId, at, type, ...rest } = item.event;
            const details = type === "run.started" ? "" : JSON.stringify(rest, (key, value) => (key === "stack" ? undefined : value));
            return `${at} #${seq} ${type} ${details}`;
        }
        case "call":
            return `${item.call.at} call ${item.call.stage}#${item.call.attempt} ${item.call.place}`;
        case "control":
            return `${item.at} ${JSON.stringify(item.action)}`;
        case "stray":
            return `stray error of ${item.call.stage}#${item.call.attempt} ${item.call.place}${item.taken ? "" : ", too late"}`;
        case "still":
            return `${item.at} nothing is left to happen`;
    }
}
export function eventsOf(trace) {
    return trace.flatMap((item) => (item.kind === "event" ? [item.event] : []));
}
export function callsOf(trace) {
    return trace.flatMap((item) => (item.kind === "call" ? [item.call] : []));
}
