import { toReport } from "../model/report.ts";
import type { ReporterFactory } from "./reporter.ts";

/** Writes the {@link Report} as indented JSON when the run has ended. */
export const createJsonReporter: ReporterFactory = ({ output }) => ({
  onEnd: (view) => output.write(`${JSON.stringify(toReport(view), null, 2)}\n`),
});
