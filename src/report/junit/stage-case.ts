import { isRequiredFailure, type StageReport } from "../../model/report.ts";
import { skipInWords } from "../../model/skip-in-words.ts";
import { stageErrorHead, stageErrorLines } from "../text/error-text.ts";
import { stageWarnings } from "../text/stage-warnings.ts";
import type { XmlElement } from "./xml.ts";

/** A stage as a case of the suite. */
export function stageCase(
  stage: StageReport,
  { pipeline, log }: { readonly pipeline: string; readonly log: string | undefined },
): XmlElement {
  return {
    "@classname": pipeline,
    "@name": stage.name,
    "@time": secondsOf(stage.durationMs),
    "@timestamp": stage.startedAt === undefined ? undefined : new Date(stage.startedAt).toISOString(),
    ...outcomeOf(stage),
    "system-out": log,
    "system-err": notesOf(stage),
  };
}

/** Seconds as JUnit writes them. */
export function secondsOf(durationMs: number): string {
  return (durationMs / 1_000).toFixed(3);
}

/**
 * A case is passed, failed or skipped; JUnit knows nothing of failures that
 * are allowed. An optional one is told as skipped, with the error as the
 * reason: as a failure it would turn the build red, and of a passed case
 * hardly a reader shows the `system-err`.
 */
function outcomeOf(stage: StageReport): XmlElement {
  const { status, optional, errors, attempts, skip } = stage;
  if (skip !== undefined) return { skipped: { "@message": skipInWords(skip) } };
  if (status !== "failed") return {};
  const [first] = errors;
  const head = first === undefined ? "failed" : stageErrorHead(first, attempts.length);
  if (optional) return { skipped: { "@message": `optional, failed: ${head}` } };
  return { failure: { "@message": head, "@type": first?.name ?? "Error", "#text": errorText(stage) } };
}

/** What else is to be known of the stage, with the errors that no `failure` tells. */
function notesOf(stage: StageReport): string | undefined {
  const warnings = stageWarnings(stage).join("\n");
  if (warnings === "") return undefined;
  return isRequiredFailure(stage) || stage.errors.length === 0 ? warnings : `${warnings}\n\n${errorText(stage)}`;
}

/** Every error whole: of several `failure` elements some readers keep only one. */
function errorText({ errors, attempts }: StageReport): string {
  return errors.map((error) => stageErrorLines(error, attempts.length).join("\n")).join("\n\n");
}
