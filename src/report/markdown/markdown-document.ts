import { isRequiredFailure, type Report, type StageReport, toReport } from "../../model/report.ts";
import { skipInWords } from "../../model/skip-in-words.ts";
import type { View } from "../../model/view.ts";
import { durationText } from "../../util/duration-text.ts";
import { criticalPath } from "../findings/critical-path.ts";
import { skipsByCause } from "../findings/skips-by-cause.ts";
import { drawMermaid } from "../graph/mermaid.ts";
import { errorLines, stageErrorHead, stageErrorLines } from "../text/error-text.ts";
import { listNames } from "../text/list-names.ts";
import { stageWarnings } from "../text/stage-warnings.ts";
import { verdict } from "../text/verdict.ts";
import { escapeMarkdown, fenced, markdownTable } from "./markdown-text.ts";

/** Of a larger plan only what has not passed is listed, and no graph is drawn: nobody can read it. */
const MAX_LISTED = 100;

const SIGNS = { passed: "✅", failed: "❌", skipped: "⏭️", cancelled: "⚠️" } as const;

/** The result of a run as a document: the verdict, a table of stages, what failed and why, warnings, the graph. */
export function markdownDocument(view: View): string {
  const report = toReport(view);
  return `${[
    `## ${SIGNS[report.status]} ${escapeMarkdown(verdict(report))}`,
    stageTable(report),
    ...section("Failed", [...report.stages.filter(isRequiredFailure).map(failureOf(report)), ...runErrors(report)]),
    ...section("Warnings", warningsOf(report)),
    ...pathOf(view),
    ...graphOf(view),
  ].join("\n\n")}\n`;
}

function section(title: string, parts: readonly string[]): readonly string[] {
  return parts.length === 0 ? [] : [`### ${title}`, ...parts];
}

function stageTable({ stages }: Report): string {
  const listed =
    stages.length <= MAX_LISTED ? stages : stages.filter(({ status }) => status !== "passed").slice(0, MAX_LISTED);
  const rows = listed.map((stage) => [
    escapeMarkdown(stage.name),
    `${SIGNS[stage.status]} ${stage.status}`,
    stage.startedAt === undefined ? "" : durationText(stage.durationMs),
    escapeMarkdown(whyOf(stage)),
  ]);
  const left = stages.length - listed.length;
  return [
    ...(rows.length > 0
      ? [markdownTable(["stage", "result", "time", "why"], ["---", "---", "---:", "---"], rows)]
      : []),
    ...(left > 0 ? [`and ${left} more`] : []),
  ].join("\n\n");
}

function whyOf({ skip, errors, status, attempts, flaky }: StageReport): string {
  if (skip !== undefined) return skipInWords(skip);
  const [first] = errors;
  if (flaky) return `flaky: on attempt ${attempts.at(-1)?.attempt}`;
  return status === "failed" && first !== undefined ? stageErrorHead(first, attempts.length) : "";
}

function failureOf({ stages }: Report): (stage: StageReport) => string {
  const consequences = skipsByCause(stages);
  return ({ name, errors, attempts }) => {
    const skipped = consequences.get(name) ?? [];
    return [
      `#### ${escapeMarkdown(name)}`,
      ...(errors.length > 0
        ? [
            fenced(
              errors.flatMap((error) => stageErrorLines(error, attempts.length)),
              "text",
            ),
          ]
        : []),
      ...(skipped.length > 0 ? [`Skipped because of it: ${escapeMarkdown(listNames(skipped))}`] : []),
    ].join("\n\n");
  };
}

function runErrors({ errors = [] }: Report): readonly string[] {
  return errors.length === 0 ? [] : [`#### The run itself\n\n${fenced(errors.flatMap(errorLines), "text")}`];
}

function warningsOf({ stages }: Report): readonly string[] {
  const items = stages.flatMap((stage) =>
    stageWarnings(stage).map((warning) => `- ${escapeMarkdown(stage.name)}: ${escapeMarkdown(warning)}`),
  );
  return items.length === 0 ? [] : [items.join("\n")];
}

function pathOf(view: View): readonly string[] {
  const path = criticalPath(view);
  if (path === undefined || path.stages.length < 2 || path.stages.length > MAX_LISTED) return [];
  const names = path.stages.map(({ name, durationMs }) => `${escapeMarkdown(name)} ${durationText(durationMs)}`);
  return [`Critical path ${durationText(path.durationMs)}: ${names.join(" → ")}`];
}

function graphOf({ stages }: View): readonly string[] {
  if (stages.size > MAX_LISTED) return [];
  const plan = { stages: [...stages.values()].map(({ description }) => description) };
  const drawing = drawMermaid(plan, ({ name }) => stages.get(name)?.state);
  return [fenced(drawing.trimEnd().split("\n"), "mermaid")];
}
