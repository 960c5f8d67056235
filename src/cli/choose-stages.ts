import { type Problem, StagewrightError } from "../model/problem.ts";
import type { Selection } from "../model/selection.ts";
import { applyEvent, createView, type StageView, type View } from "../model/view.ts";
import { readJournal } from "../run/journal-reader.ts";
import { joinWords } from "../util/join-words.ts";
import { selectionOf } from "./load-plan.ts";
import { newestJournal } from "./newest-journal.ts";
import type { Arguments } from "./options/options-schema.ts";

/** What is to run. */
export type Choice = Chosen | { readonly problems: readonly Problem[] };

interface Chosen {
  /** Undefined: there is nothing to run, and nothing wrong with that. */
  readonly selection: Selection | undefined;
  /** What the user should know of it. */
  readonly note?: string;
}

export interface ChoiceOptions {
  /** The folder of the journals: with `--failed`, the newest of them tells. */
  readonly journals: string;
  /** The names of the stages that there are now. */
  readonly known: ReadonlySet<string>;
}

/** Which stages the options select. */
export function chooseStages(options: Arguments, { journals, known }: ChoiceOptions): Choice {
  if (options.failed !== true) return { selection: selectionOf(options) };
  try {
    // The journals of a project may be of several folders of stages.
    const path = newestJournal(journals, ({ plan }) => plan.stages.some(({ name }) => known.has(name)));
    if (path === undefined) return { problems: [noJournal(journals)] };
    const view = createView();
    for (const { event } of readJournal(path).entries) applyEvent(view, event);
    return chooseAgain(view, { options, known });
  } catch (error) {
    if (error instanceof StagewrightError) return { problems: error.problems };
    throw error;
  }
}

function chooseAgain(
  view: View,
  { options, known }: { readonly options: Arguments; readonly known: ReadonlySet<string> },
): Chosen {
  const names = namesToRunAgain(view);
  const only = names.filter((name) => known.has(name));
  const gone = names.filter((name) => !known.has(name));
  const isGone = gone.length === 0 ? "" : `not there any more: ${joinWords(gone, { atMost: 10 })}`;
  if (only.length > 0) {
    return { selection: { ...selectionOf(options), only }, ...(gone.length > 0 && { note: isGone }) };
  }
  const note = `no stage of run ${view.runId} is to run again${gone.length > 0 ? ` (${isGone})` : ""}`;
  return { selection: undefined, note };
}

function noJournal(folder: string): Problem {
  return {
    code: "run-not-found",
    message: `--failed: there is no journal of an earlier run of these stages in ${folder}`,
  };
}

/** What failed, did not finish, or was skipped because of either. */
function namesToRunAgain(view: View): readonly string[] {
  return [...view.stages.values()]
    .filter((stage) => isToRunAgain(stage, view))
    .map(({ description }) => description.name);
}

function isToRunAgain({ state, skip }: StageView, view: View): boolean {
  if (state === "passed") return false;
  if (state !== "skipped" || skip === undefined) return true;
  switch (skip.reason) {
    case "cancelled":
    case "fail-fast":
    case "starved":
    case "dependency-failed":
      return true;
    case "dependency-skipped": {
      const cause = skip.cause === undefined ? undefined : view.stages.get(skip.cause);
      return cause !== undefined && isToRunAgain(cause, view);
    }
    default:
      return false;
  }
}
