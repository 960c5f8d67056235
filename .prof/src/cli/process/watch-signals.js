/** The signals that ask a run to stop, with the exit code each leads to. */
export const STOP_SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
/** Calls `onSignal` for each signal that asks to stop, instead of ending the process, until it is disposed. */
export function watchSignals(host, onSignal) {
    const signals = Object.keys(STOP_SIGNALS);
    for (const signal of signals)
        host.on(signal, onSignal);
    return {
        [Symbol.dispose]() {
            for (const signal of signals)
                host.off(signal, onSignal);
        },
    };
}
