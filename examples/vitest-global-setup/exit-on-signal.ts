/** On a signal Vitest exits at once, without its global teardown. Here the run is cancelled, and awaited, first. */
import { constants } from "node:os";
import type { Run } from "stagewright";

export function exitOnSignal(run: Run): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal).once(signal, async () => {
      run.cancel(signal);
      await run.report;
      process.exit(128 + constants.signals[signal]);
    });
  }
}
