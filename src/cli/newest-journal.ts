import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { neverBegan } from "../run/journal-reader.ts";

/** The path of the journal in a folder that was written last, of a run that began; undefined where there is none. */
export function newestJournal(folder: string): string | undefined {
  const paths = list(folder).map((name) => join(folder, name));
  const times = new Map(paths.map((path) => [path, statSync(path).mtimeMs]));
  return paths.toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0)).find((path) => !neverBegan(path));
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".ndjson"));
  } catch {
    // No folder, no journals.
    return [];
  }
}
