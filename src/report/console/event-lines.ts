import type { RunEvent, RunEventOf } from "../../model/run-event.ts";
import type { StageView, View } from "../../model/view.ts";
import { durationText } from "../../util/duration-text.ts";
import { cleanLine } from "../text/clean-text.ts";
import { errorLines } from "../text/error-text.ts";
import { listNames } from "../text/list-names.ts";
import { logText } from "../text/log-text.ts";
import { type MarkedText, marked } from "./marked-text.ts";
import { phaseFinishedLines } from "./phase-lines.ts";
import { stageFinishedLines } from "./stage-lines.ts";

/** The lines that tell of an event; none where it is not worth one. */
export function eventLines(event: RunEvent, view: View): readonly MarkedText[] {
  switch (event.type) {
    case "run.started":
      return [marked("begin", cleanLine(startText(event)))];
    case "phase.started":
      return [marked("begin", `${event.phase}${event.attempt > 1 ? ` (attempt ${event.attempt})` : ""}`)];
    case "phase.finished":
      return phaseFinishedLines(event, view);
    case "stage.serving":
      return [marked("begin", "serving")];
    case "stage.retrying":
      return [marked("retry", retryText(event, view.stages.get(event.stage)))];
    case "stage.abandoned":
      return [marked("warn", abandonedText(event))];
    case "stage.leaked":
      return [marked("warn", "leaked: nothing takes down what the abandoned setup has now returned")];
    case "stage.finished":
      return stageFinishedLines(event, view);
    case "log":
      return logText(event)
        .split("\n")
        .map((line) => marked("note", line));
    case "run.paused":
      return [marked("begin", "paused: nothing new starts")];
    case "run.unpaused":
      return [marked("begin", "unpaused")];
    case "run.continued":
      return [marked("begin", continuedText(event))];
    case "run.cancelling":
      return [marked("warn", cancellingText(event))];
    case "run.errored":
      return errorLines(event.error).map((line, index) => marked(index === 0 ? "fail" : "note", line));
    // Told by what comes next to it, or by the summary.
    case "stage.ready":
    case "stage.started":
    case "progress":
    case "run.finished":
      return NO_LINES;
    default:
      // A journal of a later version may hold types that this one does not know.
      ((_: never) => {})(event);
      return NO_LINES;
  }
}

const NO_LINES: readonly MarkedText[] = [];

function startText({ pipeline, runId, plan, concurrency, failFast }: RunEventOf<"run.started">): string {
  const { length } = plan.stages.filter(({ selected }) => selected);
  const count = length === plan.stages.length ? length : `${length} of ${plan.stages.length}`;
  const options = failFast === "off" ? "" : `, fail-fast ${failFast}`;
  return `${pipeline}: ${count} ${plan.stages.length === 1 ? "stage" : "stages"}, concurrency ${concurrency}${options}, run ${runId}`;
}

function retryText({ nextAttempt, delayMs }: RunEventOf<"stage.retrying">, stage: StageView | undefined): string {
  const limit = stage?.description.retryLimit;
  return `attempt ${nextAttempt}${limit === undefined ? "" : ` of ${limit + 1}`} in ${durationText(delayMs)}`;
}

function abandonedText({ phase, begun }: RunEventOf<"stage.abandoned">): string {
  return begun ? `${phase} abandoned: it did not settle when told to stop` : `${phase} abandoned before it began`;
}

function continuedText({ interrupted, recreated }: RunEventOf<"run.continued">): string {
  const again = [
    ...(interrupted.length > 0 ? [`interrupted: ${listNames(interrupted)}`] : []),
    ...(recreated.length > 0 ? [`needed again: ${listNames(recreated)}`] : []),
  ];
  return ["continued", ...again].join("; ");
}

function cancellingText({ reason, forced }: RunEventOf<"run.cancelling">): string {
  return `${forced ? "stopping at once" : "cancelling"}: ${cleanLine(reason)}`;
}
