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
