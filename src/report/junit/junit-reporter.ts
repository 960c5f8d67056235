import { toReport } from "../../model/report.ts";
import type { ReporterFactory } from "../reporter.ts";
import { logText } from "../text/log-text.ts";
import { junitDocument } from "./junit-document.ts";
import { LogTail } from "./log-tail.ts";
import { toXml } from "./xml.ts";

/** Writes JUnit XML, which CI systems read, when the run has ended. */
export const createJunitReporter: ReporterFactory = ({ output }) => {
  const logs = new Map<string | undefined, LogTail>();
  return {
    onEvent(event) {
      if (event.type !== "log") return;
      const log = logs.get(event.stage) ?? new LogTail();
      log.add(logText(event));
      logs.set(event.stage, log);
    },
    onEnd: (view) => output.write(toXml(junitDocument(toReport(view), logs))),
  };
};
