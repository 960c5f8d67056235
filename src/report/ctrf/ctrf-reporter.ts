import { toReport } from "../../model/report.ts";
import type { ReporterFactory } from "../reporter.ts";
import { ctrfTest } from "./ctrf-test.ts";

/** Writes a report in the Common Test Report Format (https://ctrf.io) when the run has ended: each stage is a test. */
export const createCtrfReporter: ReporterFactory = ({ output }) => ({
  onEnd(view) {
    const { runId, pipeline, startedAt, durationMs, status, errors, stages, counts } = toReport(view);
    const tests = stages.map((stage) =>
      ctrfTest(stage, { pipeline, file: view.stages.get(stage.name)?.description.file }),
    );
    const countOf = (wanted: string) => tests.filter((test) => test.status === wanted).length;
    const report = {
      reportFormat: "CTRF",
      specVersion: "0.0.0",
      runId,
      timestamp: new Date(startedAt + durationMs).toISOString(),
      generatedBy: "stagewright",
      results: {
        tool: { name: "stagewright" },
        summary: {
          tests: tests.length,
          passed: countOf("passed"),
          failed: countOf("failed"),
          skipped: countOf("skipped"),
          pending: 0,
          other: countOf("other"),
          flaky: counts.flaky,
          start: startedAt,
          stop: startedAt + durationMs,
          duration: durationMs,
        },
        tests,
        extra: { status, ...(errors !== undefined && { errors: errors.map(({ message }) => message) }) },
      },
    };
    output.write(`${JSON.stringify(report, null, 2)}\n`);
  },
});
