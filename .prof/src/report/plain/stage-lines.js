import { toSkipReport } from "../../model/report.js";
import { skipInWords } from "../../model/skip-in-words.js";
import { unreachable } from "../../util/unreachable.js";
import { cleanLine } from "../text/clean-text.js";
import { durationText } from "../text/duration-text.js";
import { stageErrorLines } from "../text/error-text.js";
import { marked } from "./marked-text.js";
/** How a stage ended: with all its errors where it failed, with the reason where it was skipped. */
export function stageFinishedLines({ stage: name, status }, view) {
    const stage = view.stages.get(name);
    if (stage === undefined)
        return [];
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
function passedText(stage) {
    const passed = `passed${spanText(stage, " in ")}`;
    return stage.flaky ? `${passed}, flaky: on attempt ${stage.attempts.at(-1)?.attempt}` : passed;
}
function spanText({ startedAt, endedAt }, introduction) {
    return startedAt === undefined || endedAt === undefined ? "" : `${introduction}${durationText(endedAt - startedAt)}`;
}
function skippedLines({ skip }, view) {
    // Those that were left out are only counted: there may be a thousand.
    if (skip === undefined || skip.reason === "not-selected")
        return [];
    return [marked("skip", `skipped: ${cleanLine(skipInWords(toSkipReport(view, skip)))}`)];
}
