import { inspect } from "node:util";
import type { HostedRun } from "../run/start-run.ts";
import type { CliIo } from "./cli-io.ts";
import { describeOpenHandles } from "./describe-open-handles.ts";
import { ExitCode, exitCodeOf } from "./exit-code.ts";
import type { ReporterFeed } from "./outputs/reporter-feed.ts";
import { awaitQuiet } from "./process/await-quiet.ts";
import { holdOpen } from "./process/hold-open.ts";
import type { HandleWatch } from "./process/watch-handles.ts";
import { watchSignals } from "./process/watch-signals.ts";
import { watchStrayErrors } from "./process/watch-stray-errors.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { stopOnTimeout } from "./stop-on-timeout.ts";

export interface AttendOptions {
  readonly io: CliIo;
  /** The reports of the run. */
  readonly feed: ReporterFeed;
  readonly handles: HandleWatch;
  /** Its signal cancels the run. */
  readonly stop: AbortController;
  /** How long the whole run may take; undefined: for ever. */
  readonly timeoutMs: number | undefined;
}

/** Lives with a run from its start until the process may end; returns the exit code. */
export async function attendRun(hosted: HostedRun, options: AttendOptions): Promise<number> {
  const { io, feed, handles } = options;
  // While stray errors are watched, the host's is another one.
  const { exit } = io.host;
  let onStray = hosted.reportError;
  const leave = (exitCode: number) => exit(feed.isWhole() ? exitCode : Math.max(exitCode, ExitCode.failed));
  using _ = watchStrayErrors(io.host, (error) => onStray(error));
  const { exitCode, isForced } = await awaitEnd(hosted, { ...options, leave });

  const late: unknown[] = [];
  onStray = (error) => {
    late.push(error);
    io.stderr.write(`stagewright: thrown when the run was over: ${inspect(error)}\n`);
  };
  const reports = await feed.finish();
  // Whoever forces the end of a run waits for nothing any more.
  if (!isForced && (await awaitQuiet(io.host)) === "busy") io.stderr.write(describeOpenHandles(handles.open()));
  return reports === "whole" && late.length === 0 ? exitCode : Math.max(exitCode, ExitCode.failed);
}

interface End {
  readonly exitCode: number;
  readonly isForced: boolean;
}

interface AwaitOptions extends AttendOptions {
  /** Ends the process. */
  readonly leave: (exitCode: number) => void;
}

/** Waits for the end of a run, which signals and the timeout may bring nearer. */
async function awaitEnd({ run }: HostedRun, { io, stop, timeoutMs, leave }: AwaitOptions): Promise<End> {
  using _hold = holdOpen();
  using bySignal = stopOnSignals(run, io);
  using _timeout = stopOnTimeout(timeoutMs, (reason) => {
    // A run that is being stopped already keeps its reason.
    if (bySignal.signals.length === 0) stop.abort(reason);
  });
  const { status } = await run.report;
  const [first, second] = bySignal.signals;
  const exitCode = exitCodeOf(status, stop.signal.aborted ? undefined : first);
  // From now on, to the end of the process, a signal no longer changes the result. There
  // is no moment in which nobody listens: it would end the process without its reports.
  watchSignals(io.host, () => leave(exitCode));
  return { exitCode, isForced: second !== undefined };
}
