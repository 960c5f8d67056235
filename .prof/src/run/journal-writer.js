import { closeSync, fsyncSync, mkdirSync, openSync, truncateSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { StagewrightError } from "../model/problem.js";
import { neverBegan } from "./journal-reader.js";
/**
 * Opens a journal for appending.
 * @throws {StagewrightError} `journal-unwritable`, or `run-exists` where a new journal's file is there already.
 */
export function openJournal({ path, continueAt, onError }) {
    const file = openFile(path, continueAt);
    let state = "open";
    let lines = [];
    let scheduled;
    const attempt = (action) => {
        try {
            action();
        }
        catch (error) {
            if (state !== "open")
                return;
            // Part of a line may be on the disk: anything after it would be garbage.
            state = "broken";
            onError(new Error(`Cannot write the journal ${path}: ${error.message}`, { cause: error }));
        }
    };
    const flush = () => {
        clearImmediate(scheduled);
        scheduled = undefined;
        if (lines.length === 0)
            return;
        const text = lines.join("");
        lines = [];
        if (state === "open")
            attempt(() => writeAll(file, text));
    };
    return {
        append: (line) => {
            lines.push(line, "\n");
            scheduled ??= setImmediate(flush);
        },
        flush,
        close: () => {
            flush();
            if (state === "open")
                attempt(() => fsyncSync(file));
            // Also where it broke, or the file would stay open for as long as the process lives.
            attempt(() => closeSync(file));
            state = "closed";
        },
    };
}
function openFile(path, continueAt) {
    try {
        mkdirSync(dirname(path), { recursive: true });
        if (continueAt === undefined)
            return openSync(path, "ax");
        truncateSync(path, continueAt);
        return openSync(path, "a");
    }
    catch (error) {
        const { code, message } = error;
        const isTaken = code === "EEXIST" && continueAt === undefined;
        if (isTaken && neverBegan(path))
            return openFile(path, 0);
        throw new StagewrightError([
            isTaken
                ? { code: "run-exists", message: `There is a run with this id already: ${path}. Choose another id.` }
                : { code: "journal-unwritable", message: `Cannot write the journal ${path}: ${message}` },
        ], { cause: error });
    }
}
function writeAll(file, text) {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length)
        written += writeSync(file, bytes, written);
}
