import { at } from "../util/at.js";
import { strongComponents } from "./strong-components.js";
/** So many edges of a path are tried as the one to cut. */
const MAX_CUTS_TRIED = 16;
/** One cycle for each group of stages that depend on one another; empty where every stage can have its turn. */
export function findCycles(graph) {
    return strongComponents(graph)
        .filter(({ length }) => length > 1)
        .map((component) => component.toSorted((a, b) => a - b))
        .sort(([a = 0], [b = 0]) => a - b)
        .map((members) => findCycle(graph, members));
}
function findCycle(graph, members) {
    const edgesOf = edgesWithin(graph, members);
    const edges = shortestPathBack(edgesOf, members);
    const count = [...edgesOf.values()].reduce((sum, targets) => sum + targets.size, 0);
    if (count === members.length)
        return { edges, members, cut: "any" };
    return { edges, members, cut: edges.slice(0, MAX_CUTS_TRIED).find((cut) => isAcyclicWithout(cut, edgesOf)) };
}
function edgesWithin({ needs }, members) {
    const inside = new Set(members);
    return new Map(members.map((index) => {
        const targets = at(needs, index)
            .map((edge) => edge.index)
            .filter((target) => inside.has(target));
        return [index, new Set(targets)];
    }));
}
/** Breadth first from the member that was defined first until an edge leads back to it. */
function shortestPathBack(edgesOf, [start = 0]) {
    const cameFrom = new Map();
    // A Set is walked in the order of insertion, with what is added on the way: a queue that visits each once.
    const visited = new Set([start]);
    for (const from of visited) {
        for (const to of edgesOf.get(from) ?? []) {
            if (to === start)
                return pathTo(from, cameFrom).concat({ from, to });
            if (!visited.has(to))
                cameFrom.set(to, from);
            visited.add(to);
        }
    }
    return [];
}
function pathTo(end, cameFrom) {
    const edges = [];
    let to = end;
    for (let from = cameFrom.get(to); from !== undefined; from = cameFrom.get(to)) {
        edges.push({ from, to });
        to = from;
    }
    return edges.reverse();
}
function isAcyclicWithout(cut, edgesOf) {
    const isLeft = (from, to) => from !== cut.from || to !== cut.to;
    const incoming = new Map();
    for (const [from, targets] of edgesOf) {
        for (const to of targets)
            if (isLeft(from, to))
                incoming.set(to, (incoming.get(to) ?? 0) + 1);
    }
    const free = [...edgesOf.keys()].filter((index) => !incoming.has(index));
    let count = 0;
    for (let from = free.pop(); from !== undefined; from = free.pop()) {
        count += 1;
        for (const to of edgesOf.get(from) ?? []) {
            if (!isLeft(from, to))
                continue;
            const left = (incoming.get(to) ?? 0) - 1;
            incoming.set(to, left);
            if (left === 0)
                free.push(to);
        }
    }
    return count === edgesOf.size;
}
