/** A pool that the run's options do not size is a mutex. */
export const DEFAULT_POOL_SIZE = 1;
/** The units of each pool that are free, and the kept stages that hold others. */
export class Pools {
    #free;
    #keepers = new Map();
    constructor(sizes) {
        this.#free = new Map(Object.entries(sizes));
    }
    /** The first pool that has too few units for the demands; undefined where all fit. */
    lacking(demands) {
        return demands.find(({ pool, units }) => this.#freeOf(pool) < units)?.pool;
    }
    take(demands) {
        for (const { pool, units } of demands)
            this.#free.set(pool, this.#freeOf(pool) - units);
    }
    give(stage) {
        for (const { pool, units } of stage.demands) {
            this.#free.set(pool, this.#freeOf(pool) + units);
            this.#keepers.get(pool)?.delete(stage);
        }
    }
    /** The stage serves: it keeps its units until it gives them back. */
    keep(stage) {
        for (const { pool } of stage.demands) {
            this.#keepers.set(pool, (this.#keepers.get(pool) ?? new Set()).add(stage));
        }
    }
    /** A stage that serves and keeps units of the pool. */
    keeperOf(pool) {
        const [keeper] = this.#keepers.get(pool) ?? [];
        return keeper;
    }
    #freeOf(pool) {
        return this.#free.get(pool) ?? DEFAULT_POOL_SIZE;
    }
}
