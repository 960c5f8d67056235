import { toReport } from "../../model/report.ts";
import type { ReporterFactory } from "../reporter.ts";
import { junitDocument } from "./junit-document.ts";
import { LogTails } from "./log-tails.ts";
import { toXml } from "./xml.ts";

/** Writes JUnit XML, which CI systems read, when the run has ended. */
export const createJunitReporter: ReporterFactory = ({ output }) => {
  const logs = new LogTails();
  return {
    onEvent: (event) => logs.keep(event),
    onEnd: (view) => output.write(toXml(junitDocument(toReport(view), logs))),
  };
};
