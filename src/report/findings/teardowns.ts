import type { PhaseView, View } from "../../model/view.ts";

/** What became of the teardowns of a run: names in the order in which they ended. */
export interface Teardowns {
  readonly passed: readonly string[];
  /** It failed, took too long or was aborted: what its setup made may be there still. */
  readonly failed: readonly string[];
  /** Nobody waited for its end, or it was never called. */
  readonly abandoned: readonly string[];
  /** Whatever became of it: an abandoned setup has returned a resource since, which nothing takes down. */
  readonly leaked: readonly string[];
}

export function teardownsOf(view: View): Teardowns {
  const leaked = [...view.stages.values()].filter(({ attempts }) => attempts.some((attempt) => attempt.leaked));
  const names: Record<keyof Teardowns, string[]> = {
    passed: [],
    failed: [],
    abandoned: [],
    leaked: leaked.map(({ description }) => description.name),
  };
  for (const { name, phase } of lastTeardowns(view)) {
    if (names.leaked.includes(name)) continue;
    const outcome = phase.abandoned ? "abandoned" : phase.status === "passed" ? "passed" : "failed";
    names[outcome].push(name);
  }
  return names;
}

function lastTeardowns({ stages }: View): readonly { readonly name: string; readonly phase: PhaseView }[] {
  return (
    [...stages.values()]
      // What ended in the same millisecond went down in reverse.
      .toReversed()
      .flatMap(({ description, attempts }) => {
        const phase = attempts.at(-1)?.phases.findLast((one) => one.phase === "teardown");
        return phase === undefined ? [] : { name: description.name, phase };
      })
      .toSorted((a, b) => endOf(a.phase) - endOf(b.phase))
  );
}

function endOf({ startedAt, durationMs }: PhaseView): number {
  return startedAt + durationMs;
}
