import type { PhaseStatus } from "../../model/outcome.ts";
import type { RunEventOf } from "../../model/run-event.ts";
import type { View } from "../../model/view.ts";
import { durationText } from "../../util/duration-text.ts";
import { errorHead } from "../text/error-text.ts";
import { type MarkedText, marked } from "./marked-text.ts";

const OUTCOMES: Readonly<Record<PhaseStatus, string>> = {
  passed: "passed in",
  failed: "failed after",
  timedOut: "timed out after",
  aborted: "aborted after",
  interrupted: "interrupted after",
};

/** How a phase ended, and its first error. */
export function phaseFinishedLines(event: RunEventOf<"phase.finished">, view: View): readonly MarkedText[] {
  const { phase, status, errors, durationMs } = event;
  // `stage.abandoned` told of it.
  if (event.abandoned) return [];
  const outcome = `${phase} ${OUTCOMES[status]} ${durationText(durationMs)}`;
  if (status !== "passed") {
    return [marked("fail", errors?.[0] === undefined ? outcome : `${outcome}: ${errorHead(errors[0])}`)];
  }
  // Where it is the only phase the end of the stage says the same.
  return hasOnePhase(event.stage, view) ? [] : [marked("pass", outcome)];
}

function hasOnePhase(stage: string, view: View): boolean {
  return view.stages.get(stage)?.description.phases.length === 1;
}
