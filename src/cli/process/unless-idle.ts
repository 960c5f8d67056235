import { setImmediate } from "node:timers";
import type { HostProcess } from "../cli-io.ts";

/**
 * What `work` resolves with; undefined where the process has nothing left to do
 * before that, so that it would end.
 */
export async function unlessIdle<Result>(host: HostProcess, work: Promise<Result>): Promise<Result | undefined> {
  let onIdle = () => {};
  const idle = new Promise<undefined>((resolve) => {
    // With something left to do the process tells again when it is idle, to whoever waits next.
    onIdle = () => setImmediate(() => resolve(undefined));
  });
  host.on("beforeExit", onIdle);
  try {
    return await Promise.race([work, idle]);
  } finally {
    host.off("beforeExit", onIdle);
  }
}
