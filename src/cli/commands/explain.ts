import { statSync } from "node:fs";
import { resolve } from "node:path";
import { describePlan } from "../../model/plan.ts";
import { type Problem, StagewrightError } from "../../model/problem.ts";
import { createView, type View } from "../../model/view.ts";
import { explain as explainStage } from "../../plan/explain.ts";
import { toAscii } from "../../report/console/ascii.ts";
import { cleanLine } from "../../report/text/clean-text.ts";
import { stageStory } from "../../report/text/stage-story.ts";
import { readView } from "../../run/read-run.ts";
import { elapsedText } from "../../util/duration-text.ts";
import type { CliIo } from "../cli-io.ts";
import type { CommandAction, CommandInput } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import { journalPath } from "../journal-path.ts";
import { loadPlan } from "../load-plan.ts";
import { newestJournal } from "../newest-journal.ts";
import { DEFAULT_JOURNALS } from "../options/options-schema.ts";
import { refuse } from "../refuse.ts";

const DEFAULT_FOLDER = "stages";

/** Tells why a stage is where it is: in a past run, in one that is alive, or in a plan. */
export const explain: CommandAction = async (input, io) => {
  const found = await findView(input, io);
  if ("problems" in found) return refuse(found.problems, io);
  const { view } = found;
  try {
    const { text } = explainStage(view, input.operand);
    const stage = view.stages.get(input.operand);
    const story = stage === undefined ? [] : stageStory(view, stage);
    const written = [cleanLine(text), "", ...runLines(view), ...story].map((line) => `${line}\n`).join("");
    io.stdout.write(io.unicode ? written : toAscii(written));
    return ExitCode.passed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse([{ code: "bad-option", message: error.message }], io);
  }
};

/** Which run it was, and how far it is. A plan has none. */
function runLines({ revision, runId, state, startedAt, at, finishedAt }: View): readonly string[] {
  if (revision === 0) return [];
  const elapsed = elapsedText(at - startedAt);
  return [
    `run ${runId}, ${finishedAt === undefined ? `${state}: newest event at ${elapsed}` : `${state} after ${elapsed}`}`,
  ];
}

type Found = { readonly view: View } | { readonly problems: readonly Problem[] };

async function findView(input: CommandInput, io: CliIo): Promise<Found> {
  try {
    const place = findPlace(input, io);
    if ("journal" in place) {
      return input.problems.length > 0 ? { problems: input.problems } : { view: readView(place.journal) };
    }
    const loaded = await loadPlan({ ...input, operand: place.folder }, io);
    return "problems" in loaded ? loaded : { view: createView(describePlan(loaded.plan)) };
  } catch (error) {
    if (error instanceof StagewrightError) return { problems: error.problems };
    throw error;
  }
}

type Place = { readonly folder: string } | { readonly journal: string };

/** What was asked for: a folder is a plan, a file a journal, and all else the id of a run. */
function findPlace({ operand, options }: CommandInput, { cwd }: CliIo): Place {
  const { from, journal = DEFAULT_JOURNALS } = options;
  const journals = resolve(cwd, journal);
  if (from === undefined) {
    const newest = newestRunWith(operand, journals);
    return newest === undefined ? { folder: DEFAULT_FOLDER } : { journal: newest };
  }
  const isFolder = statSync(resolve(cwd, from), { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? { folder: from } : { journal: journalPath(from, { cwd, journals }) };
}

/** The journals of a project may be of several folders of stages. Where no run has the stage, the newest tells which it has. */
function newestRunWith(stage: string, journals: string): string | undefined {
  return (
    newestJournal(journals, ({ plan }) => plan.stages.some(({ name }) => name === stage)) ?? newestJournal(journals)
  );
}
