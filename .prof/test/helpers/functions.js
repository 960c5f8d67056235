/** Throws an error that says `broken`. */
export function fails() {
    throw new Error("broken");
}
export function throws(value) {
    return () => {
        throw value;
    };
}
/** Settles when its signal aborts, as a well-behaved function does: rejects with the signal's reason. */
export function untilStopped({ signal }) {
    return new Promise((_, reject) => {
        if (signal.aborted)
            reject(signal.reason);
        else
            signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
}
/** Ignores its signal and never settles. */
export function hangs() {
    return new Promise(() => { });
}
/** A function of a stage that takes so much virtual time, whatever its signal says. */
export function takes(clock, elapsedMs, value) {
    return () => new Promise((resolve) => clock.setTimeout(() => resolve(value), elapsedMs));
}
