import { toReport } from "../model/report.js";
/** Writes the {@link Report} as indented JSON when the run has ended. */
export const createJsonReporter = ({ output }) => ({
    onEnd: (view) => output.write(`${JSON.stringify(toReport(view), null, 2)}\n`),
});
