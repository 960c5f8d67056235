import { setImmediate } from "node:timers";
/** After so many microtasks in a row, timers and I/O get their turn. */
const TURNS_BEFORE_BREATH = 64;
/**
 * Calls what starts user code in batches, soon but never at once: by then the
 * machines are at rest, and `prepare` has put what led to it on record.
 */
export function createLauncher(prepare) {
    let batch = [];
    let turns = 0;
    const launch = () => {
        const starts = batch;
        batch = [];
        prepare();
        for (const start of starts)
            start();
    };
    return (start) => {
        batch.push(start);
        if (batch.length > 1)
            return;
        turns = (turns + 1) % TURNS_BEFORE_BREATH;
        if (turns === 0)
            setImmediate(launch);
        else
            queueMicrotask(launch);
    };
}
