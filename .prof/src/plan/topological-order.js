import TinyQueue from "tinyqueue";
import { at } from "../util/at.js";
import { invertEdges } from "./graph.js";
/**
 * The positions of the stages, each after all that it depends on; of those that
 * could come next always the one that was defined first (Kahn's algorithm with
 * a heap). Stages on cycles, and all that depend on those, are missing.
 */
export function topologicalOrder({ needs }) {
    const dependents = invertEdges(needs);
    const open = needs.map((edges) => edges.length);
    const free = new TinyQueue([...open.keys()].filter((index) => open[index] === 0));
    const order = [];
    for (let index = free.pop(); index !== undefined; index = free.pop()) {
        order.push(index);
        for (const { index: dependent } of at(dependents, index)) {
            const left = at(open, dependent) - 1;
            open[dependent] = left;
            if (left === 0)
                free.push(dependent);
        }
    }
    return order;
}
