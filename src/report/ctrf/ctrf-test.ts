import type { AttemptReport, PhaseReport, StageReport } from "../../model/report.ts";
import { skipInWords } from "../../model/skip-in-words.ts";
import { stageErrorHead, stageErrorLines } from "../text/error-text.ts";

type CtrfStatus = "passed" | "failed" | "skipped" | "pending" | "other";

/** The part of a CTRF test that Stagewright fills. */
interface CtrfTest {
  readonly name: string;
  readonly status: CtrfStatus;
  readonly duration: number;
  readonly [field: string]: unknown;
}

/** A stage as a test; the phases of its last attempt are the steps. An optional failure is "other". */
export function ctrfTest(
  stage: StageReport,
  { pipeline, file }: { readonly pipeline: string; readonly file: string | undefined },
): CtrfTest {
  const { name, status, optional, durationMs, startedAt, tags, flaky, attempts } = stage;
  const last = attempts.at(-1);
  return {
    name,
    status: status === "failed" && optional ? "other" : status,
    duration: durationMs,
    ...(startedAt !== undefined && { start: startedAt, stop: startedAt + durationMs }),
    suite: [pipeline],
    rawStatus: status === "failed" && optional ? "failed (optional)" : status,
    ...messageOf(stage),
    ...(tags.length > 0 && { tags }),
    ...(file !== undefined && { filePath: file }),
    ...(attempts.length > 1 && {
      retries: attempts.length - 1,
      retryAttempts: attempts.slice(0, -1).map((attempt) => earlierAttempt(attempt, stage)),
    }),
    ...(flaky && { flaky }),
    ...(last !== undefined && {
      steps: last.phases.map(({ phase, status }) => ({ name: phase, status: stepStatus(status) })),
    }),
  };
}

function messageOf({ errors, attempts, skip, status }: StageReport): {
  readonly message?: string;
  readonly trace?: string;
} {
  if (skip !== undefined) return { message: skipInWords(skip) };
  const [first] = errors;
  if (status !== "failed" || first === undefined) return {};
  return {
    message: stageErrorHead(first, attempts.length),
    trace: errors.flatMap((error) => stageErrorLines(error, attempts.length)).join("\n"),
  };
}

function earlierAttempt({ attempt, phases }: AttemptReport, { errors }: StageReport) {
  const first = errors.find((error) => error.attempt === attempt);
  return {
    attempt,
    status: "failed",
    duration: phases.reduce((sum, { durationMs }) => sum + durationMs, 0),
    ...(first !== undefined && { message: stageErrorHead(first, 1) }),
  };
}

function stepStatus(status: PhaseReport["status"]): CtrfStatus {
  return status === "passed" ? "passed" : "failed";
}
