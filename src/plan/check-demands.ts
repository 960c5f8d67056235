import type { Problem } from "../model/problem.ts";
import type { Stage } from "../model/stage.ts";
import { placeOf } from "./place-of.ts";
import { poolSize } from "./pools.ts";

/** A problem for each stage that asks for more of a pool than there is. */
export function checkDemands(stages: readonly Stage[], pools: Readonly<Record<string, number>>): readonly Problem[] {
  return stages.flatMap((stage) =>
    stage.demands.flatMap(({ pool, units }): readonly Problem[] => {
      const size = poolSize(pools, pool);
      if (units <= size) return [];
      const message = `It asks for ${units} units of the pool "${pool}", which has ${size}. Give the pool at least ${units}, or ask for less.`;
      return [{ code: "pool-too-small", message, ...placeOf(stage) }];
    }),
  );
}
