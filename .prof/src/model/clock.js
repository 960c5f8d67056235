/** Real time: the wall clock when made, carried on by the process's monotonic one. */
export function createSystemClock() {
    const epoch = Date.now() - performance.now();
    return {
        now: () => epoch + performance.now(),
        setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
        clearTimeout: (handle) => clearTimeout(handle),
    };
}
