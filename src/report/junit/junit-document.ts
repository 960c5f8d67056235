import { isRequiredFailure, type Report } from "../../model/report.ts";
import { errorHead, errorLines } from "../text/error-text.ts";
import type { LogTails } from "./log-tails.ts";
import { secondsOf, stageCase } from "./stage-case.ts";
import type { XmlElement } from "./xml.ts";

/**
 * The report as JUnit XML: one suite, one case a stage. The format has no
 * standard; this keeps to what Jenkins, GitLab and the readers for GitHub
 * Actions agree on, and in the order of elements that their schemas ask for.
 *
 * A run that did not pass always has a failure or an error in it, one that
 * passed never has.
 */
export function junitDocument(report: Report, logs: LogTails): XmlElement {
  const { pipeline, runId, status, startedAt, durationMs, stages } = report;
  const runCase = caseOfRun(report);
  const failures = stages.filter(isRequiredFailure).length;
  const totals = {
    "@name": pipeline,
    "@tests": stages.length + (runCase === undefined ? 0 : 1),
    "@failures": failures,
    "@errors": runCase === undefined ? 0 : 1,
    "@skipped": stages.filter(({ status }) => status !== "passed").length - failures,
    "@time": secondsOf(durationMs),
    "@timestamp": new Date(startedAt).toISOString(),
  };
  return {
    testsuites: {
      ...totals,
      testsuite: {
        ...totals,
        properties: {
          property: [
            { "@name": "runId", "@value": runId },
            { "@name": "status", "@value": status },
          ],
        },
        testcase: [
          ...stages.map((stage) => stageCase(stage, { pipeline, log: logs.textOf(stage.name) })),
          ...(runCase === undefined ? [] : [runCase]),
        ],
        "system-out": logs.textOf(),
      },
    },
  };
}

/** What no stage's case tells: errors of the run, or that it did not pass though no required stage failed. */
function caseOfRun({ pipeline, status, errors = [], stages }: Report): XmlElement | undefined {
  const [first] = errors;
  const isTold = status === "passed" || stages.some(isRequiredFailure);
  if (first === undefined && isTold) return undefined;
  return {
    "@classname": pipeline,
    "@name": "(run)",
    "@time": secondsOf(0),
    error: {
      "@message": first === undefined ? `The run ended ${status}` : errorHead(first),
      "@type": first === undefined ? status : first.name,
      "#text": errors.map((error) => errorLines(error).join("\n")).join("\n\n"),
    },
  };
}
