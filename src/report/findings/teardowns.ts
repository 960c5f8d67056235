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
  const outcomes = [...view.stages.values()].flatMap(({ description, attempts }) => {
    const last = attempts.at(-1)?.phases.findLast(({ phase }) => phase === "teardown");
    return last === undefined ? [] : [{ name: description.name, ...last }];
  });
  const namesOf = (chosen: typeof outcomes) => chosen.map(({ name }) => name);
  const [abandoned, settled] = [outcomes.filter((one) => one.abandoned), outcomes.filter((one) => !one.abandoned)];
  return {
    passed: namesOf(settled.filter(({ status }) => status === "passed")),
    failed: namesOf(settled.filter(({ status }) => status !== "passed")),
    abandoned: namesOf(abandoned),
  };
}
