import { sharedListener } from "../util/shared-listener.ts";

const whenAborted = sharedListener((signal: AbortSignal, listener) => {
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
});

/**
 * Calls back once the signal aborts: at once where it has. A service hands the same signal to all its runs.
 * @returns a function that takes it back.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (!signal.aborted) return whenAborted(signal, callback);
  callback();
  return () => {};
}
