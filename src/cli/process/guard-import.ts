import { setImmediate } from "node:timers/promises";
import type { HostProcess } from "../cli-io.ts";
import { unlessIdle } from "./unless-idle.ts";
import { watchStrayErrors } from "./watch-stray-errors.ts";

/** What came of an import of modules that may do anything. */
export interface GuardedImport<Result> {
  /** Undefined where it never ends: what a module awaits at its top level cannot happen any more. */
  readonly result: Result | undefined;
  /** What was thrown where no import could catch it, calls of `process.exit` included. */
  readonly strayed: readonly unknown[];
}

/** Imports modules without letting them end the process. Rejects as the import does. */
export async function guardImport<Result>(
  host: HostProcess,
  importAll: () => Promise<Result>,
): Promise<GuardedImport<Result>> {
  const strayed: unknown[] = [];
  using _ = watchStrayErrors(host, (error) => strayed.push(error));
  const result = await unlessIdle(host, importAll());
  // Unhandled rejections are told of when all that was due is done.
  await setImmediate();
  return { result, strayed };
}
