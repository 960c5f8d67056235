import { join, resolve } from "node:path";
import { type Problem, StagewrightError } from "../../model/problem.ts";
import { readJournal } from "../../run/journal-reader.ts";
import type { RunOptions } from "../../run/run.ts";
import { type HostedRun, hostRun, type RunObserver } from "../../run/start-run.ts";
import { attendRun } from "../attend-run.ts";
import type { CommandAction } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadRunnable } from "../load-runnable.ts";
import { type Arguments, DEFAULT_JOURNALS } from "../options/options-schema.ts";
import { openReporters, withConsole } from "../outputs/open-reporters.ts";
import { pipelineName } from "../pipeline-name.ts";
import { watchHandles } from "../process/watch-handles.ts";
import { refuse } from "../refuse.ts";
import { replayJournal } from "../replay-journal.ts";

/** Loads a folder and runs its stages. */
export const run: CommandAction = async (input, io) => {
  const { options } = input;
  const requests = withConsole(options.reporters ?? []);
  const journals = resolve(io.cwd, options.journal ?? DEFAULT_JOURNALS);
  const feed = await openReporters(requests, io);

  const loaded = await loadRunnable(input, { io, requests, journals });
  if ("problems" in loaded) return refuse(loaded.problems, io);
  const { stages, selection, note } = loaded;
  if (note !== undefined) io.stderr.write(`stagewright: ${note}\n`);
  if (selection === undefined) return ExitCode.passed;

  const stop = new AbortController();
  const pipeline = options.pipeline ?? pipelineName(io.cwd);
  const runOptions = { ...toRunOptions(options), stages, selection, pipeline, journal: journals, signal: stop.signal };
  using handles = watchHandles();
  let journalState: "whole" | "broken" = "whole";
  const hosted = start(runOptions, {
    onEvent: feed.next,
    onJournalFailure: ({ message }) => {
      journalState = "broken";
      io.stderr.write(`stagewright: the journal has failed: ${message}\n`);
    },
  });
  if ("problems" in hosted) return refuse(hosted.problems, io);
  // Nothing is written to the journal before this turn ends.
  if (options.resume !== undefined) replayJournal(readJournal(join(journals, `${hosted.run.id}.ndjson`)).entries, feed);
  const exitCode = await attendRun(hosted, { io, feed, handles, stop, timeoutMs: options.timeout });
  return journalState === "whole" ? exitCode : Math.max(exitCode, ExitCode.failed);
};

/** The options that a run takes as they are. */
function toRunOptions(options: Arguments): Omit<RunOptions, "stages"> {
  const { concurrency, failFast, grace, pools, runId, redact, resume } = options;
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(failFast !== undefined && { failFast }),
    ...(grace !== undefined && { grace }),
    ...(pools !== undefined && { pools }),
    ...(runId !== undefined && { runId }),
    ...(redact !== undefined && { redact }),
    ...(resume !== undefined && { resume }),
  };
}

function start(options: RunOptions, observer: RunObserver): HostedRun | { readonly problems: readonly Problem[] } {
  try {
    return hostRun(options, observer);
  } catch (error) {
    if (error instanceof StagewrightError) return { problems: error.problems };
    throw error;
  }
}
