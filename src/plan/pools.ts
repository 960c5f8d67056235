import type { PlannedStage } from "../model/plan.ts";
import type { PoolDemand } from "../model/stage.ts";

/** A pool that the run's options do not size is a mutex. */
const DEFAULT_POOL_SIZE = 1;

/** The size of a pool by the run's options, of which not even `constructor` is one by accident. */
export function poolSize(sizes: Readonly<Record<string, number>>, pool: string): number {
  return Object.hasOwn(sizes, pool) ? (sizes[pool] ?? DEFAULT_POOL_SIZE) : DEFAULT_POOL_SIZE;
}

/** The units of each pool that are free, and the kept stages that hold others. */
export class Pools {
  readonly #free: Map<string, number>;
  readonly #keepers = new Map<string, Set<PlannedStage>>();

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

  give(stage: PlannedStage): void {
    for (const { pool, units } of stage.demands) {
      this.#free.set(pool, this.#freeOf(pool) + units);
      this.#keepers.get(pool)?.delete(stage);
    }
  }

  /** The stage serves: it keeps its units until it gives them back. */
  keep(stage: PlannedStage): void {
    for (const { pool } of stage.demands) {
      this.#keepers.set(pool, (this.#keepers.get(pool) ?? new Set()).add(stage));
    }
  }

  /** A stage that serves and keeps units of the pool. */
  keeperOf(pool: string): PlannedStage | undefined {
    const [keeper] = this.#keepers.get(pool) ?? [];
    return keeper;
  }

  #freeOf(pool: string): number {
    return this.#free.get(pool) ?? DEFAULT_POOL_SIZE;
  }
}
