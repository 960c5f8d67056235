import type { PoolDemand } from "../model/stage.ts";

/** A pool that the run's options do not size is a mutex. */
export const DEFAULT_POOL_SIZE = 1;

/** The units of each pool that are free. */
export class Pools {
  readonly #free: Map<string, number>;

  constructor(sizes: Readonly<Record<string, number>>) {
    this.#free = new Map(Object.entries(sizes));
  }

  /** The first pool that has too few units for the demands; undefined where all fit. */
  lacking(demands: readonly PoolDemand[]): string | undefined {
    return demands.find(({ pool, units }) => this.#freeOf(pool) < units)?.pool;
  }

  take(demands: readonly PoolDemand[]): void {
    for (const { pool, units } of demands) this.#free.set(pool, this.#freeOf(pool) - units);
  }

  give(demands: readonly PoolDemand[]): void {
    for (const { pool, units } of demands) this.#free.set(pool, this.#freeOf(pool) + units);
  }

  #freeOf(pool: string): number {
    return this.#free.get(pool) ?? DEFAULT_POOL_SIZE;
  }
}
