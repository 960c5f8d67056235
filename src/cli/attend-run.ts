import { inspect } from "node:util";
import type { HostedRun } from "../run/start-run.ts";
import type { CliIo } from "./cli-io.ts";
import { describeOpenHandles } from "./describe-open-handles.ts";
import { ExitCode, exitCodeOf } from "./exit-code.ts";
import type { ReporterFeed } from "./outputs/reporter-feed.ts";
import { awaitQuiet } from "./process/await-quiet.ts";
import { holdOpen } from "./process/hold-open.ts";
import type { HandleWatch } from "./process/watch-handles.ts";
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
  let onStray = hosted.reportError;
  using _ = watchStrayErrors(io.host, (error) => onStray(error));
  const { exitCode, isForced } = await awaitEnd(hosted, options);

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

/** Waits for the end of a run, which signals and the timeout may bring nearer. */
async function awaitEnd({ run }: HostedRun, { io, stop, timeoutMs }: AttendOptions): Promise<End> {
  using _hold = holdOpen();
  using bySignal = stopOnSignals(run, io);
  using _timeout = stopOnTimeout(timeoutMs, (reason) => {
    // A run that is being stopped already keeps its reason.
    if (bySignal.signals.length === 0) stop.abort(reason);
  });
  const { status } = await run.report;
  const [first, second] = bySignal.signals;
  const signal = stop.signal.aborted ? undefined : first;
  return { exitCode: exitCodeOf(status, signal), isForced: second !== undefined };
}
