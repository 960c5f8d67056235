import TinyQueue from "tinyqueue";
import { at } from "../util/at.js";
/**
 * The ready stages by rank. A stage that lacks pool units is parked with its
 * class, so that it is looked at again only when units of that pool come back:
 * however many wait for one mutex, each release costs a constant number of
 * queue operations for each class that waits for the pool.
 */
export class ReadyQueue {
    #plan;
    #pools;
    #compare;
    #queue;
    #classes = new Map();
    #classesLacking = new Map();
    constructor(plan, ranks, pools) {
        this.#plan = plan;
        this.#pools = pools;
        this.#compare = (a, b) => at(ranks, a) - at(ranks, b);
        this.#queue = new TinyQueue([], this.#compare);
    }
    push(index) {
        this.#queue.push(index);
    }
    /** Takes out the best stage whose demands fit; `isReady` sorts out those that have left in the meantime. */
    take(isReady) {
        for (let index = this.#queue.pop(); index !== undefined; index = this.#queue.pop()) {
            const stage = at(this.#plan.stages, index);
            const lacking = isReady(index) ? this.#pools.lacking(stage.demands) : undefined;
            if (lacking !== undefined) {
                this.#park(stage, lacking);
                continue;
            }
            // Whether it starts or has left: the next of its class takes its place in the queue.
            this.#unpark(this.#classes.get(demandKey(stage)));
            if (isReady(index))
                return index;
        }
        return undefined;
    }
    /** Takes out all there are, whether they fit or not. */
    drain() {
        const drained = [];
        const queues = [this.#queue, ...[...this.#classes.values()].map(({ parked }) => parked)];
        for (const queue of queues) {
            for (let index = queue.pop(); index !== undefined; index = queue.pop())
                drained.push(index);
        }
        return drained;
    }
    /** Units came back to a pool: the best stage of each class that waits for it gets another look. */
    refill(pool) {
        const classes = this.#classesLacking.get(pool);
        if (classes === undefined)
            return;
        this.#classesLacking.delete(pool);
        for (const demandClass of classes)
            this.#unpark(demandClass);
    }
    #park(stage, lacking) {
        const key = demandKey(stage);
        const demandClass = this.#classes.get(key) ?? { parked: new TinyQueue([], this.#compare), sample: stage };
        this.#classes.set(key, demandClass);
        demandClass.parked.push(stage.index);
        this.#await(lacking, demandClass);
    }
    #unpark(demandClass) {
        if (demandClass === undefined)
            return;
        const lacking = this.#pools.lacking(demandClass.sample.demands);
        if (lacking !== undefined) {
            this.#await(lacking, demandClass);
            return;
        }
        const index = demandClass.parked.pop();
        if (index !== undefined)
            this.#queue.push(index);
    }
    #await(pool, demandClass) {
        const classes = this.#classesLacking.get(pool);
        if (classes === undefined)
            this.#classesLacking.set(pool, new Set([demandClass]));
        else
            classes.add(demandClass);
    }
}
function demandKey(stage) {
    return stage.demands.length === 0 ? "" : JSON.stringify(stage.demands);
}
