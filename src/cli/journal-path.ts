import { statSync } from "node:fs";
import { join, resolve } from "node:path";

/** The path of a journal that is given by its path or by the id of its run. */
export function journalPath(
  given: string,
  { cwd, journals }: { readonly cwd: string; readonly journals: string },
): string {
  const path = resolve(cwd, given);
  const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
  return isThere || /[/\\]|\.ndjson$/.test(given) ? path : join(journals, `${given}.ndjson`);
}
