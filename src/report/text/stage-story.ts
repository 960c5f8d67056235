import type { StageDescription } from "../../model/plan.ts";
import type { AttemptView, PhaseView, StageView, View } from "../../model/view.ts";
import { durationText, elapsedText } from "../../util/duration-text.ts";
import { lastDependency } from "../findings/critical-path.ts";
import { cleanLine } from "./clean-text.ts";
import { errorHead } from "./error-text.ts";
import { listNames } from "./list-names.ts";

/** What there is to know of a stage: its place in the graph, and what happened to it when, as far as it has. */
export function stageStory(view: View, stage: StageView): readonly string[] {
  const { name, dependencies, file } = stage.description;
  const dependents = [...view.stages.values()].filter(({ description }) => needs(description, name));
  const consequences = [...view.stages.values()].filter(({ skip }) => skip?.cause === name);
  return [
    ...(file === undefined ? [] : [`defined in  ${cleanLine(file)}`]),
    `needs       ${dependencies.length === 0 ? "nothing" : dependencies.map(edgeText).join(", ")}`,
    `needed by   ${dependents.length === 0 ? "nothing" : listNames(dependents.map(nameOf))}`,
    ...(consequences.length === 0 ? [] : [`skipped because of it: ${listNames(consequences.map(nameOf))}`]),
    ...timeline(view, stage),
  ];
}

function needs({ dependencies }: StageDescription, name: string): boolean {
  return dependencies.some(({ stage }) => stage === name);
}

function nameOf({ description }: StageView): string {
  return description.name;
}

function edgeText({ stage, on }: StageDescription["dependencies"][number]): string {
  return `${cleanLine(stage)}${on === "passed" ? "" : ` (${on})`}`;
}

function timeline(view: View, stage: StageView): readonly string[] {
  const at = (time: number) => elapsedText(time - view.startedAt);
  const { readyAt, attempts } = stage;
  const lines = [
    ...(readyAt === undefined ? [] : [`${at(readyAt)}  ready${readyBecause(view, stage)}`]),
    ...delayLine(stage, at),
    ...attempts.flatMap((attempt) => attemptLines(attempt, stage, at)),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}

/** Nothing started it earlier than the dependency that was decided last. */
function readyBecause(view: View, stage: StageView): string {
  const last = lastDependency(view, stage);
  return last === undefined ? "" : `: it had waited for ${cleanLine(last.stage.description.name)}`;
}

/** A shorter wait is none: nothing starts in no time. */
const WORTH_TELLING_MS = 100;

/** What a stage may have waited for between ready and its first phase; no event tells which of it. */
function delayLine({ readyAt, startedAt, description }: StageView, at: (time: number) => string): readonly string[] {
  if (readyAt === undefined || startedAt === undefined || startedAt - readyAt < WORTH_TELLING_MS) return [];
  const pools = Object.keys(description.resources ?? {}).length > 0 ? " units of a pool," : "";
  return [`${at(startedAt)}  started: it had waited for a slot,${pools} its condition or the end of a pause`];
}

function attemptLines(
  { attempt, phases }: AttemptView,
  stage: StageView,
  at: (time: number) => string,
): readonly string[] {
  const again = stage.attempts.length > 1 ? ` (attempt ${attempt})` : "";
  return phases.map((phase) => {
    const error = stage.errors.find((one) => one.attempt === attempt && one.phase === phase.phase);
    const why = error === undefined ? "" : `: ${errorHead(error)}`;
    return `${at(phase.startedAt)}  ${phase.phase}${again} ${endOf(phase)}${why}`;
  });
}

function endOf({ status, durationMs, abandoned }: PhaseView): string {
  if (status === undefined) return "is running";
  return `${WORDS[status]} ${durationText(durationMs)}${abandoned ? ", and was abandoned" : ""}`;
}

const WORDS = {
  passed: "passed in",
  failed: "failed after",
  timedOut: "timed out after",
  aborted: "was aborted after",
  interrupted: "was interrupted after",
} as const;
