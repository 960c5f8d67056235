import type { StageReport } from "../../model/report.ts";

/** The names of the skipped stages by the stage that their chain begins with. */
export function skipsByCause(stages: readonly StageReport[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, skip } of stages) {
    const cause = skip?.because[0];
    if (cause === undefined) continue;
    const known = names.get(cause);
    if (known === undefined) names.set(cause, [name]);
    else known.push(name);
  }
  return names;
}
