/** A promise that the test settles. */
export interface Gate<T> {
  readonly promise: Promise<T>;
  open(value: T): void;
  fail(error: unknown): void;
}

/** Holds a stage's function back until the test lets it go on. */
export function gate<T = void>(): Gate<T> {
  let open: Gate<T>["open"] = () => {};
  let fail: Gate<T>["fail"] = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

/** What a function waits for that ignores its signal. */
export const forever = new Promise<never>(() => {});

/** Waits, as a function does that notices its signal, until it aborts; rejects with its reason. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
