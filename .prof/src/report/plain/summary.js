import { isRequiredFailure } from "../../model/report.js";
import { skipInWords } from "../../model/skip-in-words.js";
import { cleanLine } from "../text/clean-text.js";
import { durationText } from "../text/duration-text.js";
import { errorHead, stageErrorHead } from "../text/error-text.js";
import { listNames } from "../text/list-names.js";
import { stageWarnings } from "../text/stage-warnings.js";
import { marked } from "./marked-text.js";
/** What a reader wants at the end of a log: what failed, what to look at, and in the last line the result. */
export function summaryLines(report, palette) {
    return [
        ...section("Failed", failures(report), palette),
        ...section("Warnings", warnings(report), palette),
        "",
        palette.mark(marked(MARK_OF[report.status], palette.strong(verdict(report)))),
    ];
}
const MARK_OF = { passed: "pass", failed: "fail", cancelled: "warn" };
function section(title, items, palette) {
    if (items.length === 0)
        return [];
    return ["", palette.strong(title), ...items.map((item) => `  ${palette.mark(item)}`)];
}
function failures(report) {
    const consequences = skippedByCause(report.stages);
    return [
        ...report.stages.filter(isRequiredFailure).flatMap((stage) => failure(stage, consequences.get(stage.name) ?? [])),
        ...report.stages.flatMap(starvation),
        ...(report.errors ?? []).map((error) => marked("fail", `error of the run: ${errorHead(error)}`)),
    ];
}
function failure({ name, errors, attempts }, skipped) {
    const [first] = errors;
    const head = first === undefined ? "" : `: ${stageErrorHead(first, attempts.length)}`;
    return [
        marked("fail", `${cleanLine(name)}${head}`),
        ...(skipped.length > 0 ? [marked("note", `skipped because of it: ${listNames(skipped)}`)] : []),
    ];
}
function starvation({ name, skip }) {
    return skip?.reason === "starved" ? [marked("skip", `${cleanLine(name)}: ${skipInWords(skip)}`)] : [];
}
/** The names of the skipped stages by the stage that their chain begins with. */
function skippedByCause(stages) {
    const names = new Map();
    for (const { name, skip } of stages) {
        const cause = skip?.because[0];
        if (cause === undefined)
            continue;
        const known = names.get(cause);
        if (known === undefined)
            names.set(cause, [name]);
        else
            known.push(name);
    }
    return names;
}
function warnings({ stages }) {
    return stages.flatMap((stage) => stageWarnings(stage).map((warning) => marked("warn", `${cleanLine(stage.name)}: ${warning}`)));
}
function verdict({ pipeline, status, durationMs, stages, counts }) {
    const failed = stages.filter(isRequiredFailure).length;
    const unselected = stages.filter(({ skip }) => skip?.reason === "not-selected").length;
    const parts = [
        `${counts.passed} passed${counts.flaky > 0 ? ` (${counts.flaky} flaky)` : ""}`,
        ...told(failed, "failed"),
        ...told(counts.failed - failed, "failed but optional"),
        ...told(counts.skipped - unselected, "skipped"),
        ...told(unselected, "not selected"),
    ];
    return `${cleanLine(pipeline)} ${VERDICTS[status]} ${durationText(durationMs)}: ${parts.join(", ")}`;
}
function told(count, what) {
    return count > 0 ? [`${count} ${what}`] : [];
}
const VERDICTS = {
    passed: "passed in",
    failed: "failed after",
    cancelled: "cancelled after",
};
