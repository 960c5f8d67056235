/**
 * The one source of time of a run. It drives XState's timers and all others,
 * so a run given a simulated clock lives wholly in virtual time.
 */
export interface Clock {
  /** Milliseconds since the epoch; never goes back. */
  now(): number;
  /** Calls `callback` once, `delayMs` from now; returns what `clearTimeout` takes. */
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Real time: the wall clock when made, carried on by the process's monotonic one. */
export function createSystemClock(): Clock {
  const epoch = Date.now() - performance.now();
  return {
    now: () => epoch + performance.now(),
    setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
}
