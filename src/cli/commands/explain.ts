import { statSync } from "node:fs";
import { resolve } from "node:path";
import { describePlan } from "../../model/plan.ts";
import { type Problem, StagewrightError } from "../../model/problem.ts";
import { createView, type View } from "../../model/view.ts";
import { explain as explainStage } from "../../plan/explain.ts";
import { cleanLine } from "../../report/text/clean-text.ts";
import { elapsedText } from "../../report/text/duration-text.ts";
import { stageStory } from "../../report/text/stage-story.ts";
import { readView } from "../../run/read-run.ts";
import type { CliIo } from "../cli-io.ts";
import type { CommandAction, CommandInput } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { journalPath } from "../journal-path.ts";
import { loadPlan } from "../load-plan.ts";
import { newestJournal } from "../newest-journal.ts";
import { DEFAULT_JOURNALS } from "../options/options-schema.ts";
import { refuse } from "../refuse.ts";

const DEFAULT_FOLDER = "stages";

/** Tells why a stage is where it is: in a past run, or in a plan. */
export const explain: CommandAction = async (input, io) => {
  const found = await findView(input, io);
  if ("problems" in found) return refuse(found.problems, io);
  const { view } = found;
  try {
    const { text } = explainStage(view, input.operand);
    const stage = view.stages.get(input.operand);
    const story = stage === undefined ? [] : stageStory(view, stage);
    const run =
      view.runId === "" ? [] : [`run ${view.runId}, ${view.state} after ${elapsedText(view.at - view.startedAt)}`];
    io.stdout.write([cleanLine(text), "", ...run, ...story].map((line) => `${line}\n`).join(""));
    return ExitCode.passed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse([{ code: "bad-option", message: error.message }], io);
  }
};

type Found = { readonly view: View } | { readonly problems: readonly Problem[] };

/** Of the place that was asked for: a folder is a plan, a file a journal, and all else the id of a run. */
async function findView(input: CommandInput, io: CliIo): Promise<Found> {
  const { options, problems } = input;
  const journals = resolve(io.cwd, options.journal ?? DEFAULT_JOURNALS);
  const { from } = options;
  if (from === undefined) {
    const newest = newestJournal(journals);
    return newest === undefined ? viewOfFolder(DEFAULT_FOLDER, input, io) : viewOfJournal(newest, problems);
  }
  const path = resolve(io.cwd, from);
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry?.isDirectory()) return viewOfFolder(from, input, io);
  return viewOfJournal(journalPath(from, { cwd: io.cwd, journals }), problems);
}

async function viewOfFolder(folder: string, input: CommandInput, io: CliIo): Promise<Found> {
  const loaded = await loadPlan({ ...input, operand: folder }, io);
  return "problems" in loaded ? loaded : { view: createView(describePlan(loaded.plan)) };
}

function viewOfJournal(path: string, problems: readonly Problem[]): Found {
  if (problems.length > 0) return { problems };
  try {
    return { view: readView(path) };
  } catch (error) {
    if (error instanceof StagewrightError) return { problems: error.problems };
    throw error;
  }
}
