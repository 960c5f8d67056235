import type { RunStatus } from "../../model/outcome.ts";
import { isRequiredFailure, type Report, type StageReport, toReport } from "../../model/report.ts";
import { skipInWords } from "../../model/skip-in-words.ts";
import type { View } from "../../model/view.ts";
import { skipsByCause } from "../findings/skips-by-cause.ts";
import { teardownsOf } from "../findings/teardowns.ts";
import { cleanLine } from "../text/clean-text.ts";
import { errorHead, stageErrorHead } from "../text/error-text.ts";
import { listNames } from "../text/list-names.ts";
import { stageWarnings } from "../text/stage-warnings.ts";
import { verdict } from "../text/verdict.ts";
import { type Mark, type MarkedText, marked } from "./marked-text.ts";
import type { Palette } from "./palette.ts";
import { timeLines } from "./time-section.ts";

/**
 * What a reader wants at the end: what failed and what was skipped because of
 * it, what to look at, what was torn down, where the time went, and in the last
 * line the result.
 */
export function summaryLines(view: View, palette: Palette): readonly string[] {
  const report = toReport(view);
  return [
    ...section("Failed", failures(report), palette),
    ...section("Warnings", warnings(report), palette),
    ...section("Torn down", teardowns(view), palette),
    ...section("Where the time went", timeLines(view), palette),
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
  const consequences = skipsByCause(report.stages);
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

function warnings({ stages }: Report): readonly MarkedText[] {
  return stages.flatMap((stage) =>
    stageWarnings(stage).map((warning) => marked("warn", `${cleanLine(stage.name)}: ${warning}`)),
  );
}

function teardowns(view: View): readonly MarkedText[] {
  const { passed, failed, abandoned, leaked } = teardownsOf(view);
  return [
    ...(passed.length > 0 ? [marked("pass", listNames(passed))] : []),
    ...(failed.length > 0 ? [marked("fail", `failed: ${listNames(failed)}`)] : []),
    ...(abandoned.length > 0 ? [marked("warn", `abandoned: ${listNames(abandoned)}`)] : []),
    ...(leaked.length > 0 ? [marked("warn", `leaked: ${listNames(leaked)}`)] : []),
  ];
}
