import type { View } from "../../model/view.ts";

/** What became of the teardowns of a run: names in the order of the plan. */
export interface Teardowns {
  readonly passed: readonly string[];
  /** It failed, took too long or was aborted: what its setup made may be there still. */
  readonly failed: readonly string[];
  /** Nobody waited for its end, or it was never called. */
  readonly abandoned: readonly string[];
}

export function teardownsOf(view: View): Teardowns {
  const names = { passed: [] as string[], failed: [] as string[], abandoned: [] as string[] };
  for (const { description, attempts } of view.stages.values()) {
    const last = attempts.at(-1)?.phases.findLast(({ phase }) => phase === "teardown");
    if (last === undefined) continue;
    const outcome = last.abandoned ? "abandoned" : last.status === "passed" ? "passed" : "failed";
    names[outcome].push(description.name);
  }
  return names;
}
