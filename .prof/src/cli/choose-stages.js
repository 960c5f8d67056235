import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { StagewrightError } from "../model/problem.js";
import { applyEvent, createView } from "../model/view.js";
import { neverBegan, readJournal } from "../run/journal-reader.js";
import { joinWords } from "../util/join-words.js";
import { selectionOf } from "./load-plan.js";
/** Which stages the options select. */
export function chooseStages(options, { journals, known }) {
    if (options.failed !== true)
        return { selection: selectionOf(options) };
    try {
        const path = newestJournal(journals);
        if (path === undefined)
            return { problems: [noJournal(journals)] };
        const view = createView();
        for (const { event } of readJournal(path).entries)
            applyEvent(view, event);
        return chooseAgain(view, { options, known });
    }
    catch (error) {
        if (error instanceof StagewrightError)
            return { problems: error.problems };
        throw error;
    }
}
function chooseAgain(view, { options, known }) {
    const names = namesToRunAgain(view);
    const only = names.filter((name) => known.has(name));
    const gone = names.filter((name) => !known.has(name));
    const isGone = gone.length === 0 ? "" : `not there any more: ${joinWords(gone, { atMost: 10 })}`;
    if (only.length > 0) {
        return { selection: { ...selectionOf(options), only }, ...(gone.length > 0 && { note: isGone }) };
    }
    const note = `no stage of run ${view.runId} is to run again${gone.length > 0 ? ` (${isGone})` : ""}`;
    return { selection: undefined, note };
}
function newestJournal(folder) {
    const paths = list(folder).map((name) => join(folder, name));
    const times = new Map(paths.map((path) => [path, statSync(path).mtimeMs]));
    return paths.toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0)).find((path) => !neverBegan(path));
}
function list(folder) {
    try {
        return readdirSync(folder).filter((name) => name.endsWith(".ndjson"));
    }
    catch {
        return [];
    }
}
function noJournal(folder) {
    return { code: "run-not-found", message: `--failed: there is no journal of an earlier run in ${folder}` };
}
/** What failed, did not finish, or was skipped because of either. */
function namesToRunAgain(view) {
    return [...view.stages.values()]
        .filter((stage) => isToRunAgain(stage, view))
        .map(({ description }) => description.name);
}
function isToRunAgain({ state, skip }, view) {
    if (state === "passed")
        return false;
    if (state !== "skipped" || skip === undefined)
        return true;
    switch (skip.reason) {
        case "cancelled":
        case "fail-fast":
        case "starved":
        case "dependency-failed":
            return true;
        case "dependency-skipped": {
            const cause = skip.cause === undefined ? undefined : view.stages.get(skip.cause);
            return cause !== undefined && isToRunAgain(cause, view);
        }
        default:
            return false;
    }
}
