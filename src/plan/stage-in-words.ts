import { toSkipReport } from "../model/report.ts";
import type { StageError } from "../model/serialized-error.ts";
import { skipInWords } from "../model/skip-in-words.ts";
import { isServing, type StageView, type View } from "../model/view.ts";
import { durationText } from "../util/duration-text.ts";
import { joinWords } from "../util/join-words.ts";
import { unreachable } from "../util/unreachable.ts";
import type { OpenEdge } from "./open-edges.ts";

const MAX_NAMES = 5;
/** Characters of an error's message. */
const MAX_MESSAGE = 200;
const GOAL = { passed: "pass", settled: "end", failed: "fail" } as const;
const REACHED = { passed: "passed", settled: "ended", failed: "failed" } as const;
const KEPT_UNTIL = {
  run: "its run is over",
  dependents: "all that depends on it is over",
  end: "nothing else is left in the run",
} as const;

/** Why a stage is where it is, in a sentence or two. */
export function stageInWords(view: View, stage: StageView, waitsFor: readonly OpenEdge[]): string {
  const { name, keep } = stage.description;
  if (view.revision === 0) return plannedInWords(view, stage, waitsFor);
  switch (stage.state) {
    case "pending":
      return waitsFor.length > 0 ? `${name} waits for ${edgesInWords(waitsFor)}.` : waitingInWords(view, stage);
    case "setup":
    case "teardown":
      return `${name} is in ${stage.state}${attemptInWords(stage)}.`;
    case "running":
      if (isServing(stage)) return `${name} is serving: it is kept up until ${KEPT_UNTIL[keep]}.`;
      return `${name} is running${attemptInWords(stage)}.`;
    case "passed":
      return stage.flaky ? `${name} passed on attempt ${attemptOf(stage)}, after a failure.` : `${name} passed.`;
    case "failed":
      return failureInWords(stage);
    case "skipped":
      return skippedInWords(view, stage);
    default:
      return unreachable(stage.state);
  }
}

/** Before the first event nothing waits: it is a plan. */
function plannedInWords(view: View, { description }: StageView, edges: readonly OpenEdge[]): string {
  const { name, selected } = description;
  if (!selected) return `${name} is not selected.`;
  if (edges.length === 0) return `${name} can start as soon as the run does.`;
  const words = edges.map(({ stage, on }) => {
    const isAnyEnd = on === "passed" && view.stages.get(stage)?.description.optional === true;
    return `${stage} has ${isAnyEnd ? REACHED.settled : REACHED[on]}`;
  });
  return `${name} can start when ${joinWords(words, { atMost: MAX_NAMES })}.`;
}

function edgesInWords(edges: readonly OpenEdge[]): string {
  const words = edges.map(({ stage, on, state }) => {
    const isIn = state === "setup" || state === "teardown" ? `in ${state}` : state;
    return `${stage} to ${GOAL[on]} (it is ${isIn})`;
  });
  return joinWords(words, { atMost: MAX_NAMES });
}

function waitingInWords(view: View, stage: StageView): string {
  const { name } = stage.description;
  const { retryAt, readyAt } = stage;
  if (retryAt !== undefined && retryAt > view.at) {
    return `${name} waits to be tried again: attempt ${attemptOf(stage) + 1} is due in ${durationText(retryAt - view.at)}.`;
  }
  // Its last edge was decided just now, and what follows from that is not told yet.
  if (readyAt === undefined) return `${name} is about to be started or skipped.`;
  const due = retryAt === undefined ? "is ready" : `is due for attempt ${attemptOf(stage) + 1}`;
  if (view.state === "paused") return `${name} ${due}, but the run is paused.`;
  return `${name} ${due} and waits for a free slot${poolsInWords(view, stage)}.`;
}

function poolsInWords(view: View, stage: StageView): string {
  const pools = Object.keys(stage.description.resources ?? {});
  const holders = pools.map((pool) => ({ pool, names: holdersOf(view, pool) })).filter(({ names }) => names.length > 0);
  if (holders.length === 0) return "";
  const words = holders.map(({ pool, names }) => `"${pool}" (held by ${joinWords(names, { atMost: MAX_NAMES })})`);
  return `, or for units of ${joinWords(words)}`;
}

function holdersOf(view: View, pool: string): readonly string[] {
  const active = [...view.stages.values()].filter(
    ({ state }) => state === "setup" || state === "running" || state === "teardown",
  );
  return active
    .filter(({ description }) => Object.hasOwn(description.resources ?? {}, pool))
    .map(({ description }) => description.name);
}

function attemptOf({ attempts }: StageView): number {
  return attempts.at(-1)?.attempt ?? 0;
}

function attemptInWords(stage: StageView): string {
  return attemptOf(stage) > 1 ? `, attempt ${attemptOf(stage)}` : "";
}

function failureInWords({ description, errors }: StageView): string {
  const [first, ...others] = errors;
  const why = first === undefined ? "" : ` in ${first.phase}: ${messageInWords(first)}`;
  const more = others.length === 0 ? "" : ` (and ${others.length} more ${others.length === 1 ? "error" : "errors"})`;
  const ignored = description.optional ? " It is optional: the run does not fail with it." : "";
  return `${description.name} failed${why}${more}.${ignored}`;
}

function skippedInWords(view: View, stage: StageView): string {
  const { name } = stage.description;
  if (stage.skip === undefined) return `${name} was skipped.`;
  const report = toSkipReport(view, stage.skip);
  const [first = ""] = report.because;
  const cause = view.stages.get(first);
  const story = cause?.state === "failed" || cause?.skip !== undefined ? stageInWords(view, cause, []) : "";
  // The cause's own story begins with the words that the reason would have.
  if (report.reason === "dependency-failed" && story !== "") return `${name} was skipped: ${story}`;
  return `${name} was skipped: ${skipInWords(report)}. ${story}`.trimEnd();
}

function messageInWords({ name, message }: StageError): string {
  const line = message.trim().replace(/\s+/g, " ").replace(/\.$/, "");
  const characters = [...line];
  if (characters.length > MAX_MESSAGE) return `${characters.slice(0, MAX_MESSAGE).join("")}…`;
  return line === "" ? name : line;
}
