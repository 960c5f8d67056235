import TinyQueue from "tinyqueue";
import type { Plan, PlannedStage } from "../model/plan.ts";
import { at } from "../util/at.ts";
import type { Pools } from "./pools.ts";

/** Stages with the same demands fit, or do not fit, together. */
interface DemandClass {
  /** Those found not to fit, best rank first. */
  readonly parked: TinyQueue<number>;
  /** A stage of the class; all have the same demands. */
  readonly sample: PlannedStage;
}

/**
 * The ready stages by rank. A stage that lacks pool units is parked with its
 * class, so that it is looked at again only when units of that pool come back:
 * however many wait for one mutex, each release costs a constant number of
 * queue operations for each class that waits for the pool.
 */
export class ReadyQueue {
  readonly #plan: Plan;
  readonly #pools: Pools;
  readonly #compare: (a: number, b: number) => number;
  readonly #queue: TinyQueue<number>;
  readonly #classes = new Map<string, DemandClass>();
  readonly #classesLacking = new Map<string, Set<DemandClass>>();

  constructor(plan: Plan, ranks: Int32Array, pools: Pools) {
    this.#plan = plan;
    this.#pools = pools;
    this.#compare = (a, b) => at(ranks, a) - at(ranks, b);
    this.#queue = new TinyQueue<number>([], this.#compare);
  }

  push(index: number): void {
    this.#queue.push(index);
  }

  /** Takes out the best stage whose demands fit; `isReady` sorts out those that have left in the meantime. */
  take(isReady: (index: number) => boolean): number | undefined {
    for (let index = this.#queue.pop(); index !== undefined; index = this.#queue.pop()) {
      const stage = at(this.#plan.stages, index);
      const lacking = isReady(index) ? this.#pools.lacking(stage.demands) : undefined;
      if (lacking !== undefined) {
        this.#park(stage, lacking);
        continue;
      }
      // Whether it starts or has left: the next of its class takes its place in the queue.
      this.#unpark(this.#classes.get(demandKey(stage)));
      if (isReady(index)) return index;
    }
    return undefined;
  }

  /** Takes out all there are, whether they fit or not. */
  drain(): number[] {
    const drained: number[] = [];
    const queues = [this.#queue, ...[...this.#classes.values()].map(({ parked }) => parked)];
    for (const queue of queues) {
      for (let index = queue.pop(); index !== undefined; index = queue.pop()) drained.push(index);
    }
    return drained;
  }

  /** Units came back to a pool: the best stage of each class that waits for it gets another look. */
  refill(pool: string): void {
    const classes = this.#classesLacking.get(pool);
    if (classes === undefined) return;
    this.#classesLacking.delete(pool);
    for (const demandClass of classes) this.#unpark(demandClass);
  }

  #park(stage: PlannedStage, lacking: string): void {
    const key = demandKey(stage);
    const demandClass = this.#classes.get(key) ?? { parked: new TinyQueue<number>([], this.#compare), sample: stage };
    this.#classes.set(key, demandClass);
    demandClass.parked.push(stage.index);
    this.#await(lacking, demandClass);
  }

  #unpark(demandClass: DemandClass | undefined): void {
    if (demandClass === undefined) return;
    const lacking = this.#pools.lacking(demandClass.sample.demands);
    if (lacking !== undefined) {
      this.#await(lacking, demandClass);
      return;
    }
    const index = demandClass.parked.pop();
    if (index !== undefined) this.#queue.push(index);
  }

  #await(pool: string, demandClass: DemandClass): void {
    const classes = this.#classesLacking.get(pool);
    if (classes === undefined) this.#classesLacking.set(pool, new Set([demandClass]));
    else classes.add(demandClass);
  }
}

function demandKey(stage: PlannedStage): string {
  return stage.demands.length === 0 ? "" : JSON.stringify(stage.demands);
}
