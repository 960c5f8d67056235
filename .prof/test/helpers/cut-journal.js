import { readFile, writeFile } from "node:fs/promises";
/** A line that a crash tore within a character. */
export const TORN_LINE = Buffer.from('{"v":1,"seq":4711,"type":"log","message":"₂').subarray(0, -1);
/** Cuts a journal off as a crash would have: within the line after the last one to keep. */
export async function cutJournal(path, isLast) {
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    const last = lines.findIndex((line, index) => isLast(JSON.parse(line), index));
    if (last === -1)
        throw new Error(`There is no such event in ${path}`);
    const kept = lines.slice(0, last + 1).join("\n");
    await writeFile(path, Buffer.concat([Buffer.from(`${kept}\n`), TORN_LINE]));
}
