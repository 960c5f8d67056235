import { join, resolve } from "node:path";
import { type Problem, StagewrightError } from "../../model/problem.ts";
import { readJournal } from "../../run/journal-reader.ts";
import type { RunOptions } from "../../run/run.ts";
import { type HostedRun, hostRun, type RunObserver } from "../../run/start-run.ts";
import { attendRun } from "../attend-run.ts";
import { chooseStages } from "../choose-stages.ts";
import type { CommandAction } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { loadDefinitions } from "../load-definitions.ts";
import { compile } from "../load-plan.ts";
import type { Arguments } from "../options/options-schema.ts";
import { checkOutputs } from "../outputs/check-outputs.ts";
import { openReporters, withConsole } from "../outputs/open-reporters.ts";
import { pipelineName } from "../pipeline-name.ts";
import { watchHandles } from "../process/watch-handles.ts";
import { refuse } from "../refuse.ts";
import { replayJournal } from "../replay-journal.ts";

const DEFAULT_JOURNALS = ".stagewright/runs";

/** Loads a folder and runs its stages. */
export const run: CommandAction = async ({ operand, options, problems }, io) => {
  const requests = withConsole(options.reporters ?? []);
  const journals = resolve(io.cwd, options.journal ?? DEFAULT_JOURNALS);
  const feed = await openReporters(requests, io);
  const loaded = await loadDefinitions(operand, io.host);
  const known = new Set([...loaded.stages.map(({ name }) => name), ...loaded.unloaded]);
  const choice = chooseStages(options, { journals, known });

  const found = [
    ...problems,
    ...checkOutputs(requests, io.cwd),
    ...loaded.problems,
    ...("problems" in choice ? choice.problems : []),
  ];
  if (found.length > 0 || "problems" in choice) {
    const selection = "problems" in choice ? {} : (choice.selection ?? {});
    const compiled = compile(loaded, { options, cwd: io.cwd, selection });
    return refuse([...found, ...("problems" in compiled ? compiled.problems : [])], io);
  }
  if (choice.note !== undefined) io.stderr.write(`stagewright: ${choice.note}\n`);
  if (choice.selection === undefined) return ExitCode.passed;

  const stop = new AbortController();
  using handles = watchHandles();
  const hosted = start(
    {
      ...toRunOptions(options),
      stages: loaded.stages,
      selection: choice.selection,
      pipeline: options.pipeline ?? pipelineName(io.cwd),
      journal: journals,
      signal: stop.signal,
    },
    feed.next,
  );
  if ("problems" in hosted) return refuse(hosted.problems, io);
  // Nothing is written to the journal before this turn ends.
  if (options.resume !== undefined) replayJournal(readJournal(join(journals, `${hosted.run.id}.ndjson`)).entries, feed);
  return await attendRun(hosted, { io, feed, handles, stop, timeoutMs: options.timeout });
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
