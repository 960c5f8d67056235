import type { HostProcess } from "../cli-io.ts";

type Host = Pick<HostProcess, "on" | "off">;

interface Watch {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<Host, Watch>();

/**
 * Calls back when the process exits. All share one listener: there may be a
 * report in each format, and Node warns of a leak where there are more than ten.
 * @returns a function that takes it back; the last one leaves nothing on the process.
 */
export function onExit(host: Host, callback: () => void): () => void {
  const watch = watches.get(host) ?? startWatch(host);
  watch.callbacks.add(callback);
  return () => {
    watch.callbacks.delete(callback);
    if (watch.callbacks.size > 0) return;
    host.off("exit", watch.listener);
    watches.delete(host);
  };
}

function startWatch(host: Host): Watch {
  const callbacks = new Set<() => void>();
  const listener = () => {
    for (const callback of callbacks) callback();
  };
  const watch = { callbacks, listener };
  watches.set(host, watch);
  host.on("exit", listener);
  return watch;
}
