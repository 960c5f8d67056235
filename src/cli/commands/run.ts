import { join, resolve } from "node:path";
import { type Problem, StagewrightError } from "../../model/problem.ts";
import { readJournal } from "../../run/journal-reader.ts";
import { replay } from "../../run/replay.ts";
import type { RunOptions } from "../../run/run.ts";
import { type HostedRun, hostRun, type RunObserver } from "../../run/start-run.ts";
import { attendRun } from "../attend-run.ts";
import type { Terminal } from "../cli-io.ts";
import type { CommandAction } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadRunnable } from "../load-runnable.ts";
import { type Arguments, DEFAULT_JOURNALS } from "../options/options-schema.ts";
import { openReporters, withConsole } from "../outputs/open-reporters.ts";
import type { ReporterFeed } from "../outputs/reporter-feed.ts";
import { tellTime } from "../outputs/tell-time.ts";
import { pipelineName } from "../pipeline-name.ts";
import { captureOutput, type OnLine } from "../process/capture-output.ts";
import { watchHandles } from "../process/watch-handles.ts";
import { refuse } from "../refuse.ts";

/** Loads a folder and runs its stages. */
export const run: CommandAction = async (input, io) => {
  const { options } = input;
  const requests = withConsole(options.reporters ?? [], io);
  const journals = resolve(io.cwd, options.journal ?? DEFAULT_JOURNALS);
  let onLine: OnLine = () => false;
  // What a module writes while it is loaded must not stand in a report on stdout.
  using capture = captureOutput(io, (line) => onLine(line));
  const { feed, problems } = await openReporters(requests, io);

  const loadInput = { ...input, problems: [...input.problems, ...problems] };
  const loaded = await loadRunnable(loadInput, { io, requests, journals });
  if ("problems" in loaded) return refuse(loaded.problems, io);
  const { stages, selection, note } = loaded;
  if (note !== undefined) io.stderr.write(`stagewright: ${note}\n`);
  if (selection === undefined) return ExitCode.passed;

  const stop = new AbortController();
  const pipeline = options.pipeline ?? pipelineName(io.cwd);
  const runOptions = {
    ...toRunOptions(options),
    stages,
    selection,
    pipeline,
    journal: journals,
    signal: stop.signal,
    tracing: { around: feed.around },
  };
  using handles = watchHandles();
  let journalState: "whole" | "broken" = "whole";
  const hosted = start(runOptions, {
    onEvent: (event, view, line) => capture.aside(() => feed.next(event, view, line)),
    onJournalFailure: ({ message }) => {
      journalState = "broken";
      io.stderr.write(`stagewright: the journal has failed: ${message}\n`);
    },
  });
  if ("problems" in hosted) return refuse(hosted.problems, io);
  onLine = hosted.log;
  // Nothing is written to the journal before this turn ends.
  if (options.resume !== undefined) replay(readJournal(join(journals, `${hosted.run.id}.ndjson`)).entries, feed.next);
  using _ticks = tellTime(feed);
  const exitCode = await attendRun(hosted, {
    io: { ...io, stderr: besideReports(io.stderr, feed) },
    feed,
    handles,
    stop,
    timeoutMs: options.timeout,
  });
  return journalState === "whole" ? exitCode : Math.max(exitCode, ExitCode.failed);
};

/** What is told on stderr does not tear what a reporter draws. */
function besideReports(stderr: Terminal, feed: ReporterFeed): Terminal {
  const write = (text: string) => feed.aside(() => stderr.write(text));
  return Object.create(stderr, { write: { value: write } }) as Terminal;
}

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
