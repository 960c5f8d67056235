import { watchSignals } from "./process/watch-signals.js";
/** Cancels a run at the first signal that asks to stop, and forces its end at the second, until it is disposed. */
export function stopOnSignals(run, { host, stderr }) {
    const signals = [];
    const watch = watchSignals(host, (signal) => {
        signals.push(signal);
        if (signals.length === 1) {
            stderr.write(`stagewright: ${signal}: stopping, with every teardown; send it again to stop at once\n`);
            run.cancel(signal);
        }
        else if (signals.length === 2) {
            stderr.write(`stagewright: ${signal} again: stopping at once, without waiting for anything\n`);
            run.cancel(signal);
        }
    });
    return { signals, [Symbol.dispose]: () => watch[Symbol.dispose]() };
}
