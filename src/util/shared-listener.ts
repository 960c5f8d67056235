interface Watch {
  readonly callbacks: Set<() => void>;
  readonly stop: () => void;
}

/**
 * Lets any number of callbacks share one listener on each target: Node warns of a
 * leak where there are more than ten.
 *
 * @param listen Adds the listener; returns a function that takes it back.
 * @returns a function that adds a callback. What that one returns takes the
 *   callback back, which stays until then; the last one leaves nothing on the target.
 */
export function sharedListener<Target extends WeakKey>(
  listen: (target: Target, listener: () => void) => () => void,
): (target: Target, callback: () => void) => () => void {
  const watches = new WeakMap<Target, Watch>();
  const start = (target: Target): Watch => {
    const callbacks = new Set<() => void>();
    const stop = listen(target, () => {
      for (const callback of callbacks) callback();
    });
    const watch = { callbacks, stop };
    watches.set(target, watch);
    return watch;
  };
  return (target, callback) => {
    const watch = watches.get(target) ?? start(target);
    // Each call is one of its own, also with the same callback.
    const call = () => callback();
    watch.callbacks.add(call);
    return () => {
      watch.callbacks.delete(call);
      if (watch.callbacks.size > 0 || watches.get(target) !== watch) return;
      watches.delete(target);
      watch.stop();
    };
  };
}
