import type { View } from "../../model/view.ts";
import { durationText } from "../../util/duration-text.ts";
import { criticalPath, type PathStage } from "../findings/critical-path.ts";
import { slowestStages } from "../findings/slowest-stages.ts";
import { cleanLine } from "../text/clean-text.ts";
import { type MarkedText, marked } from "./marked-text.ts";

/** Nobody asks where the time of a shorter run went. */
const WORTH_TELLING_MS = 1_000;
const SHOWN_STAGES = 5;
/** Stages with a smaller share of the run are not what made it slow. */
const MIN_SHARE = 0.02;
/** Of a long path the beginning and the end. */
const SHOWN_ENDS = 3;

/** Where the time of a run went; nothing for a short one. */
export function timeLines(view: View): readonly MarkedText[] {
  const durationMs = (view.finishedAt ?? view.at) - view.startedAt;
  if (durationMs < WORTH_TELLING_MS) return [];
  const slow = slowestStages(view, SHOWN_STAGES).filter(({ activeMs }) => activeMs >= durationMs * MIN_SHARE);
  const times = slow.map(({ activeMs }) => durationText(activeMs));
  const width = Math.max(0, ...times.map(({ length }) => length));
  return [
    ...slow.map(({ name }, index) => marked("note", `${(times[index] ?? "").padStart(width)}  ${cleanLine(name)}`)),
    ...pathLine(view),
  ];
}

function pathLine(view: View): readonly MarkedText[] {
  const path = criticalPath(view);
  if (path === undefined || path.stages.length < 2) return [];
  return [marked("note", `critical path ${durationText(path.durationMs)}: ${pathText(path.stages)}`)];
}

function pathText(stages: readonly PathStage[]): string {
  const names = stages.map(({ name }) => cleanLine(name));
  const left = names.length - 2 * SHOWN_ENDS;
  if (left < 2) return names.join(" → ");
  return [...names.slice(0, SHOWN_ENDS), `${left} more`, ...names.slice(-SHOWN_ENDS)].join(" → ");
}
