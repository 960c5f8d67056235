import type { Run } from "../run/run.ts";
import type { CliIo } from "./cli-io.ts";
import { type StopSignal, watchSignals } from "./process/watch-signals.ts";

export interface SignalStop extends Disposable {
  /** The signals that came, in order. */
  readonly signals: readonly StopSignal[];
}

/** Cancels a run at the first signal that asks to stop, and forces its end at the second, until it is disposed. */
export function stopOnSignals(run: Pick<Run, "cancel">, { host, stderr }: Pick<CliIo, "host" | "stderr">): SignalStop {
  const signals: StopSignal[] = [];
  const watch = watchSignals(host, (signal) => {
    signals.push(signal);
    if (signals.length === 1) {
      stderr.write(`stagewright: ${signal}: stopping, with every teardown; send it again to stop at once\n`);
      run.cancel(signal);
    } else if (signals.length === 2) {
      stderr.write(`stagewright: ${signal} again: stopping at once, without waiting for anything\n`);
      run.cancel(signal);
    }
  });
  return { signals, [Symbol.dispose]: () => watch[Symbol.dispose]() };
}
