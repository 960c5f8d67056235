import { resolve } from "node:path";
import { closingEvents } from "../../model/closing-events.js";
import { StagewrightError } from "../../model/problem.js";
import { applyEvent } from "../../model/view.js";
import { readJournal } from "../../run/journal-reader.js";
import { ExitCode } from "../exit-code.js";
import { checkOutputs } from "../outputs/check-outputs.js";
import { openReporters, withConsole } from "../outputs/open-reporters.js";
import { refuse } from "../refuse.js";
import { replayJournal } from "../replay-journal.js";
/** Reports a past run again. Passes whatever became of that run. */
export const replay = async ({ operand, options, problems }, io) => {
    const requests = withConsole(options.reporters ?? []);
    const journal = read(resolve(io.cwd, operand));
    const found = [...problems, ...checkOutputs(requests, io.cwd), ...("problems" in journal ? journal.problems : [])];
    if (found.length > 0 || "problems" in journal)
        return refuse(found, io);
    const feed = await openReporters(requests, io);
    const view = replayJournal(journal.entries, feed);
    for (const event of closingEvents(view)) {
        applyEvent(view, event);
        feed.next(event, view, JSON.stringify(event));
    }
    return (await feed.finish()) === "whole" ? ExitCode.passed : ExitCode.failed;
};
function read(path) {
    try {
        return readJournal(path);
    }
    catch (error) {
        if (error instanceof StagewrightError)
            return { problems: error.problems };
        throw error;
    }
}
