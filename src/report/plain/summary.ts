import type { RunStatus } from "../../model/outcome.ts";
import { isRequiredFailure, type Report, type StageReport } from "../../model/report.ts";
import { skipInWords } from "../../model/skip-in-words.ts";
import { cleanLine } from "../text/clean-text.ts";
import { durationText } from "../text/duration-text.ts";
import { errorHead, stageErrorHead } from "../text/error-text.ts";
import { listNames } from "../text/list-names.ts";
import { stageWarnings } from "../text/stage-warnings.ts";
import { type Mark, type MarkedText, marked } from "./marked-text.ts";
import type { Palette } from "./palette.ts";

/** What a reader wants at the end of a log: what failed, what to look at, and in the last line the result. */
export function summaryLines(report: Report, palette: Palette): readonly string[] {
  return [
    ...section("Failed", failures(report), palette),
    ...section("Warnings", warnings(report), palette),
    "",
    palette.mark(marked(MARK_OF[report.status], palette.strong(verdict(report)))),
  ];
}

const MARK_OF: Readonly<Record<RunStatus, Mark>> = { passed: "pass", failed: "fail", cancelled: "warn" };

function section(title: string, items: readonly MarkedText[], palette: Palette): readonly string[] {
  if (items.length === 0) return [];
  return ["", palette.strong(title), ...items.map((item) => `  ${palette.mark(item)}`)];
}

function failures(report: Report): readonly MarkedText[] {
  const consequences = skippedByCause(report.stages);
  return [
    ...report.stages.filter(isRequiredFailure).flatMap((stage) => failure(stage, consequences.get(stage.name) ?? [])),
    ...report.stages.flatMap(starvation),
    ...(report.errors ?? []).map((error) => marked("fail", `error of the run: ${errorHead(error)}`)),
  ];
}

function failure({ name, errors, attempts }: StageReport, skipped: readonly string[]): readonly MarkedText[] {
  const [first] = errors;
  const head = first === undefined ? "" : `: ${stageErrorHead(first, attempts.length)}`;
  return [
    marked("fail", `${cleanLine(name)}${head}`),
    ...(skipped.length > 0 ? [marked("note", `skipped because of it: ${listNames(skipped)}`)] : []),
  ];
}

function starvation({ name, skip }: StageReport): readonly MarkedText[] {
  return skip?.reason === "starved" ? [marked("skip", `${cleanLine(name)}: ${skipInWords(skip)}`)] : [];
}

/** The names of the skipped stages by the stage that their chain begins with. */
function skippedByCause(stages: readonly StageReport[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, skip } of stages) {
    const cause = skip?.because[0];
    if (cause === undefined) continue;
    const known = names.get(cause);
    if (known === undefined) names.set(cause, [name]);
    else known.push(name);
  }
  return names;
}

function warnings({ stages }: Report): readonly MarkedText[] {
  return stages.flatMap((stage) =>
    stageWarnings(stage).map((warning) => marked("warn", `${cleanLine(stage.name)}: ${warning}`)),
  );
}

function verdict({ pipeline, status, durationMs, stages, counts }: Report): string {
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

function told(count: number, what: string): readonly string[] {
  return count > 0 ? [`${count} ${what}`] : [];
}

const VERDICTS: Readonly<Record<RunStatus, string>> = {
  passed: "passed in",
  failed: "failed after",
  cancelled: "cancelled after",
};
