import { createHook } from "node:async_hooks";
import { currentStageScope } from "../../execute/stage-scope.js";
/** What Node calls each kind of handle, and what people call it. */
const KINDS = {
    Timeout: "timer",
    TCPSERVERWRAP: "TCP server",
    TCPWRAP: "TCP connection",
    TLSWRAP: "TLS connection",
    UDPWRAP: "UDP socket",
    PIPESERVERWRAP: "pipe server",
    PIPEWRAP: "pipe",
    PROCESSWRAP: "child process",
    WORKER: "worker thread",
    MESSAGEPORT: "message port",
    FSEVENTWRAP: "file watcher",
    STATWATCHER: "file watcher",
    TTYWRAP: "terminal",
};
const FIRST_SWEEP = 1_024;
/** Notes from now on what stages open that can keep the process alive. */
export function watchHandles() {
    let handles = [];
    let sweepAt = FIRST_SWEEP;
    const hook = createHook({
        init(_id, type, _trigger, resource) {
            const kind = KINDS[type];
            if (kind === undefined)
                return;
            const stage = currentStageScope()?.stage;
            if (stage === undefined)
                return;
            if (handles.length >= sweepAt) {
                handles = handles.filter(isOpen);
                sweepAt = Math.max(FIRST_SWEEP, handles.length * 2);
            }
            // Not open yet: this is called within its constructor.
            handles.push({ stage, kind, resource: new WeakRef(resource) });
        },
    }).enable();
    return {
        open: () => byStage(handles.filter(isOpen)),
        [Symbol.dispose]: () => void hook.disable(),
    };
}
function isOpen({ resource }) {
    const handle = resource.deref();
    if (handle === undefined || !("hasRef" in handle) || typeof handle.hasRef !== "function")
        return false;
    // A timer that was cleared still says that it has a reference.
    const isCleared = "_destroyed" in handle && handle._destroyed === true;
    return !isCleared && handle.hasRef() === true;
}
function byStage(handles) {
    const kinds = new Map();
    for (const { stage, kind } of handles)
        kinds.set(stage, [...(kinds.get(stage) ?? []), kind]);
    return kinds;
}
