import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
const EXTENSIONS = new Set([".ts", ".mts", ".js", ".mjs", ".cjs"]);
const NO_STAGE = /^[._]|\.test\.|\.d\.m?ts$/;
/** The stage modules of a folder, not of those in it, by code point of their names. */
export async function findStageFiles(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = [];
    for (const entry of entries.sort(byCodePoint)) {
        const extension = extname(entry.name);
        if (!EXTENSIONS.has(extension) || NO_STAGE.test(entry.name))
            continue;
        const file = join(folder, entry.name);
        if (await isFolder(entry, file))
            continue;
        files.push({ name: entry.name.slice(0, -extension.length), file });
    }
    return files;
}
// The bytes of UTF-8 sort like code points; JavaScript's own order is by UTF-16 units.
function byCodePoint(a, b) {
    return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
}
async function isFolder(entry, path) {
    if (!entry.isSymbolicLink())
        return entry.isDirectory();
    // A link to nothing is kept: importing it tells what is wrong with it.
    return stat(path).then((target) => target.isDirectory(), () => false);
}
