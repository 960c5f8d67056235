import type { RunStatus } from "../../model/outcome.ts";
import { isRequiredFailure, type Report } from "../../model/report.ts";
import { durationText } from "../../util/duration-text.ts";
import { cleanLine } from "./clean-text.ts";

/** The result of a run in one line. */
export function verdict({ pipeline, status, durationMs, stages, counts }: Report): string {
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
