import { toSkipReport } from "../../model/report.ts";
import type { RunEventOf } from "../../model/run-event.ts";
import { skipInWords } from "../../model/skip-in-words.ts";
import type { StageView, View } from "../../model/view.ts";
import { durationText } from "../../util/duration-text.ts";
import { unreachable } from "../../util/unreachable.ts";
import { cleanLine } from "../text/clean-text.ts";
import { stageErrorLines } from "../text/error-text.ts";
import { type MarkedText, marked } from "./marked-text.ts";

/** How a stage ended: with all its errors where it failed, with the reason where it was skipped. */
export function stageFinishedLines(
  { stage: name, status }: RunEventOf<"stage.finished">,
  view: View,
): readonly MarkedText[] {
  const stage = view.stages.get(name);
  if (stage === undefined) return [];
  switch (status) {
    case "passed":
      return [marked("pass", passedText(stage))];
    case "failed":
      return [
        stage.description.optional
          ? marked("warn", `failed${spanText(stage, " after ")}, but is optional`)
          : marked("fail", `failed${spanText(stage, " after ")}`),
        ...stage.errors
          .flatMap((error) => stageErrorLines(error, stage.attempts.length))
          .map((line) => marked("note", line)),
      ];
    case "skipped":
      return skippedLines(stage, view);
    default:
      return unreachable(status);
  }
}

function passedText(stage: StageView): string {
  const passed = `passed${spanText(stage, " in ")}`;
  return stage.flaky ? `${passed}, flaky: on attempt ${stage.attempts.at(-1)?.attempt}` : passed;
}

function spanText({ startedAt, endedAt }: StageView, introduction: string): string {
  return startedAt === undefined || endedAt === undefined ? "" : `${introduction}${durationText(endedAt - startedAt)}`;
}

function skippedLines({ skip }: StageView, view: View): readonly MarkedText[] {
  // Those that were left out are only counted: there may be a thousand.
  if (skip === undefined || skip.reason === "not-selected") return [];
  return [marked("skip", `skipped: ${cleanLine(skipInWords(toSkipReport(view, skip)))}`)];
}
