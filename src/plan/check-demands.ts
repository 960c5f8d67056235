import type { Problem } from "../model/problem.ts";
import type { Stage } from "../model/stage.ts";
import { nearestName } from "../util/nearest-name.ts";
import { placeOf } from "./place-of.ts";
import { poolSize } from "./pools.ts";

/**
 * A problem for each stage that asks for more of a pool than there is, or for one
 * whose name is nearly that of a pool of the run: a pool needs not be declared, so
 * that a misspelt one would be a mutex that nobody meant.
 */
export function checkDemands(stages: readonly Stage[], pools: Readonly<Record<string, number>>): readonly Problem[] {
  return stages.flatMap((stage) =>
    stage.demands.flatMap(({ pool, units }): readonly Problem[] => {
      const meant = Object.hasOwn(pools, pool) ? undefined : nearestName(pool, Object.keys(pools));
      if (meant !== undefined) {
        const message = `It asks for the pool "${pool}"; did you mean "${meant}"? Where both are meant, give both a size.`;
        return [{ code: "unknown-pool", message, ...placeOf(stage) }];
      }
      const size = poolSize(pools, pool);
      if (units <= size) return [];
      const message = `It asks for ${units} units of the pool "${pool}", which has ${size}. Give the pool at least ${units}, or ask for less.`;
      return [{ code: "pool-too-small", message, ...placeOf(stage) }];
    }),
  );
}
