import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { RunEventOf } from "../model/run-event.ts";
import { neverBegan, readBeginning } from "../run/journal-reader.ts";

/**
 * The path of the journal in a folder that was written last, of a run that began; undefined where there is none.
 * @param isMeant Which runs count, by how they began.
 */
export function newestJournal(
  folder: string,
  isMeant: (beginning: RunEventOf<"run.started">) => boolean = () => true,
): string | undefined {
  const paths = list(folder).map((name) => join(folder, name));
  const times = new Map(paths.map((path) => [path, statSync(path).mtimeMs]));
  return paths
    .toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0))
    .find((path) => !neverBegan(path) && isMeant(readBeginning(path)));
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".ndjson"));
  } catch {
    // No folder, no journals.
    return [];
  }
}
