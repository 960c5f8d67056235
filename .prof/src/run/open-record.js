import { statSync } from "node:fs";
import { StagewrightError } from "../model/problem.js";
import { openJournal } from "./journal-writer.js";
import { lockRun } from "./run-lock.js";
/** Locks the run's id and opens its journal, if it has one. */
export function openRecord({ runId, journalPath: path, earlier }, onError) {
    if (path === undefined)
        return undefined;
    const unlock = lockRun(`${path}.lock`, runId);
    try {
        if (earlier !== undefined && statSync(path).size !== earlier.bytes) {
            const message = `Run ${runId} went on while its journal was read. Try again.`;
            throw new StagewrightError([{ code: "run-locked", message }]);
        }
        const journal = openJournal({ path, continueAt: earlier?.wholeBytes, onError });
        const close = () => {
            journal.close();
            try {
                unlock();
            }
            catch (error) {
                onError(error);
            }
        };
        return { ...journal, close };
    }
    catch (error) {
        unlock();
        throw error;
    }
}
