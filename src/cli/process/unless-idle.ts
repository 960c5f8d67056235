import type { HostProcess } from "../cli-io.ts";

/**
 * What `work` resolves with; undefined where the process has nothing left to do
 * before that, so that it would end.
 */
export async function unlessIdle<Result>(host: HostProcess, work: Promise<Result>): Promise<Result | undefined> {
  let onIdle = () => {};
  const idle = new Promise<undefined>((resolve) => {
    onIdle = () => resolve(undefined);
  });
  host.on("beforeExit", onIdle);
  try {
    return await Promise.race([work, idle]);
  } finally {
    host.off("beforeExit", onIdle);
  }
}
