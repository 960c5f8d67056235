import { isRequiredFailure, type Report, type StageReport, toReport } from "../../model/report.ts";
import { skipInWords } from "../../model/skip-in-words.ts";
import type { ReporterFactory } from "../reporter.ts";
import { cleanLine } from "../text/clean-text.ts";
import { errorHead, stageErrorHead, stageErrorLines } from "../text/error-text.ts";
import { stageWarnings } from "../text/stage-warnings.ts";

/**
 * Writes the Test Anything Protocol, version 14, when the run has ended: a point
 * for each stage in the order of the plan. An optional failure is a `TODO`, which
 * may fail; where a run has errors of its own, or has not passed though no stage
 * says so, it bails out.
 */
export const createTapReporter: ReporterFactory = ({ output }) => ({
  onEnd(view) {
    const report = toReport(view);
    const points = report.stages.flatMap((stage, index) => pointOf(stage, index + 1));
    const lines = ["TAP version 14", `1..${report.stages.length}`, ...points, ...bailOut(report)];
    output.write(lines.map((line) => `${line}\n`).join(""));
  },
});

function pointOf(stage: StageReport, id: number): readonly string[] {
  const { name, status, skip, optional } = stage;
  const isOk = status !== "failed";
  const directive =
    skip !== undefined ? ` # SKIP ${escapeText(skipInWords(skip))}` : !isOk && optional ? " # TODO optional" : "";
  return [`${isOk ? "ok" : "not ok"} ${id} - ${escapeText(name)}${directive}`, ...diagnosticsOf(stage)];
}

/** A block of YAML: JSON strings are YAML, whatever they hold. */
function diagnosticsOf(stage: StageReport): readonly string[] {
  const { status, durationMs, attempts, errors } = stage;
  if (status === "skipped") return [];
  const warnings = stageWarnings(stage);
  const lines = status === "failed" ? errors.flatMap((error) => stageErrorLines(error, attempts.length)) : [];
  const [first] = errors;
  return [
    "  ---",
    `  duration_ms: ${durationMs}`,
    ...(status === "failed" && first !== undefined
      ? [`  message: ${quote(stageErrorHead(first, attempts.length))}`]
      : []),
    ...list("errors", lines),
    ...list("warnings", warnings),
    "  ...",
  ];
}

function list(key: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`  ${key}:`, ...items.map((item) => `    - ${quote(item)}`)];
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function bailOut({ status, stages, errors = [] }: Report): readonly string[] {
  if (errors.length > 0) return [`Bail out! ${errors.map(errorHead).join("; ")}`];
  return status === "passed" || stages.some(isRequiredFailure) ? [] : [`Bail out! the run has ${status}`];
}

/** `#` begins a directive. */
function escapeText(text: string): string {
  return cleanLine(text).replace(/[\\#]/g, "\\$&");
}
