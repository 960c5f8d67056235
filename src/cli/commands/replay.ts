import { resolve } from "node:path";
import { type Problem, StagewrightError } from "../../model/problem.ts";
import { type Journal, readJournal } from "../../run/journal-reader.ts";
import { replayToTheEnd } from "../../run/replay.ts";
import type { CommandAction } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { journalPath } from "../journal-path.ts";
import { DEFAULT_JOURNALS } from "../options/options-schema.ts";
import { checkOutputs } from "../outputs/check-outputs.ts";
import { openReporters, withConsole } from "../outputs/open-reporters.ts";
import { refuse } from "../refuse.ts";

/** Reports a past run again. Passes whatever became of that run. */
export const replay: CommandAction = async ({ operand, options, problems }, io) => {
  const requests = withConsole(options.reporters ?? [], io);
  const journals = resolve(io.cwd, options.journal ?? DEFAULT_JOURNALS);
  const journal = read(journalPath(operand, { cwd: io.cwd, journals }));
  const { feed, problems: reporterProblems } = await openReporters(requests, io);
  const found = [
    ...problems,
    ...reporterProblems,
    ...checkOutputs(requests, io.cwd),
    ...("problems" in journal ? journal.problems : []),
  ];
  if (found.length > 0 || "problems" in journal) return refuse(found, io);

  replayToTheEnd(journal.entries, feed.next);
  return (await feed.finish()) === "whole" ? ExitCode.passed : ExitCode.failed;
};

function read(path: string): Journal | { readonly problems: readonly Problem[] } {
  try {
    return readJournal(path);
  } catch (error) {
    if (error instanceof StagewrightError) return { problems: error.problems };
    throw error;
  }
}
