import { toReport } from "../../model/report.js";
import { logText } from "../text/log-text.js";
import { junitDocument } from "./junit-document.js";
import { LogTail } from "./log-tail.js";
import { toXml } from "./xml.js";
/** Writes JUnit XML, which CI systems read, when the run has ended. */
export const createJunitReporter = ({ output }) => {
    const logs = new Map();
    return {
        onEvent(event) {
            if (event.type !== "log")
                return;
            const log = logs.get(event.stage) ?? new LogTail();
            log.add(logText(event));
            logs.set(event.stage, log);
        },
        onEnd: (view) => output.write(toXml(junitDocument(toReport(view), logs))),
    };
};
