import { closeSync, openSync, writeSync } from "node:fs";
/**
 * An output into a file, which the first text creates or empties. Written
 * synchronously: nothing is lost when the process must go.
 *
 * @param path Absolute: a stage may change the working directory.
 */
export function createFileOutput(path, onFailure) {
    let state = "open";
    let descriptor;
    const attempt = (action) => {
        if (state === "failed")
            return;
        try {
            action();
        }
        catch (error) {
            state = "failed";
            onFailure(error instanceof Error ? error : new Error(String(error)));
        }
    };
    return {
        get state() {
            return state;
        },
        write(text) {
            attempt(() => {
                descriptor ??= openSync(path, "w");
                writeAll(descriptor, Buffer.from(text));
            });
        },
        async finish() {
            if (descriptor !== undefined)
                attempt(closeSync.bind(undefined, descriptor));
        },
    };
}
function writeAll(descriptor, bytes) {
    for (let written = 0; written < bytes.length;)
        written += writeSync(descriptor, bytes, written);
}
