import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
export const RUN_ID = "cut-off";
export function createJournalFolder() {
    const path = mkdtempSync(join(tmpdir(), "stagewright-journal-"));
    const file = join(path, `${RUN_ID}.ndjson`);
    const text = () => readFileSync(file, "utf8");
    return {
        path,
        text,
        events: () => parseLines(text()),
        cut: (perMille) => {
            const bytes = readFileSync(file);
            const firstLine = bytes.indexOf(0x0a) + 1;
            const left = firstLine + Math.floor(((bytes.length - firstLine) * perMille) / 1000);
            writeFileSync(file, bytes.subarray(0, left));
        },
        [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
    };
}
/** The events of the whole lines. */
export function parseLines(text) {
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    return whole
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line));
}
