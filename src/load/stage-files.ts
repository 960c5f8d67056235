import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";

/** A module that may define a stage. */
export interface StageFile {
  /** The stage's name, unless the module says another. */
  readonly name: string;
  /** The folder as it was given, with the file's name. */
  readonly file: string;
}

const EXTENSIONS: ReadonlySet<string> = new Set([".ts", ".mts", ".js", ".mjs", ".cjs"]);
const NO_STAGE = /^[._]|\.test\.|\.d\.m?ts$/;

/** The stage modules of a folder, not of those in it, by code point of their names. */
export async function findStageFiles(folder: string): Promise<readonly StageFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: StageFile[] = [];
  for (const entry of entries.sort(byCodePoint)) {
    const extension = extname(entry.name);
    if (!EXTENSIONS.has(extension) || NO_STAGE.test(entry.name)) continue;
    const file = join(folder, entry.name);
    if (await isFolder(entry, file)) continue;
    files.push({ name: entry.name.slice(0, -extension.length), file });
  }
  return files;
}

// The bytes of UTF-8 sort like code points; JavaScript's own order is by UTF-16 units.
function byCodePoint(a: Dirent, b: Dirent): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
}

async function isFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  // A link to nothing is kept: importing it tells what is wrong with it.
  return stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
}
