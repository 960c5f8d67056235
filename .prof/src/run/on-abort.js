const watches = new WeakMap();
/**
 * Calls back once the signal aborts: at once where it has. All who wait for one signal share one
 * listener: a service hands the same signal to all its runs, and Node warns of a
 * leak where there are more than ten.
 * @returns a function that takes it back; the last one leaves nothing on the signal.
 */
export function onAbort(signal, callback) {
    if (signal.aborted) {
        callback();
        return () => { };
    }
    const watch = watches.get(signal) ?? startWatch(signal);
    // Each call is one of its own, also with the same callback.
    const call = () => callback();
    watch.callbacks.add(call);
    return () => {
        watch.callbacks.delete(call);
        if (watch.callbacks.size === 0)
            endWatch(signal, watch);
    };
}
function startWatch(signal) {
    const callbacks = new Set();
    const watch = {
        callbacks,
        listener: () => {
            endWatch(signal, watch);
            for (const callback of callbacks)
                callback();
        },
    };
    watches.set(signal, watch);
    signal.addEventListener("abort", watch.listener, { once: true });
    return watch;
}
function endWatch(signal, watch) {
    if (watches.get(signal) === watch)
        watches.delete(signal);
    signal.removeEventListener("abort", watch.listener);
}
