import { placeOf } from "./place-of.js";
import { DEFAULT_POOL_SIZE } from "./pools.js";
/** A problem for each stage that asks for more of a pool than there is. */
export function checkDemands(stages, pools) {
    const sizes = new Map(Object.entries(pools));
    return stages.flatMap((stage) => stage.demands.flatMap(({ pool, units }) => {
        const size = sizes.get(pool) ?? DEFAULT_POOL_SIZE;
        if (units <= size)
            return [];
        const message = `It asks for ${units} units of the pool "${pool}", which has ${size}. Give the pool at least ${units}, or ask for less.`;
        return [{ code: "pool-too-small", message, ...placeOf(stage) }];
    }));
}
