/** Ties stages by their dependencies. Edges to unknown stages, and of stages to themselves, are left out. */
export function buildGraph(stages) {
    const indexOf = new Map();
    for (const [index, { name }] of stages.entries())
        if (!indexOf.has(name))
            indexOf.set(name, index);
    const needs = stages.map(({ name, dependencies }) => {
        const edges = [];
        for (const { stage, on } of dependencies) {
            const index = stage === name ? undefined : indexOf.get(stage);
            if (index !== undefined)
                edges.push({ index, on });
        }
        return edges;
    });
    return { stages, indexOf, needs };
}
/** The same edges from the other end: for each stage those that depend on it. */
export function invertEdges(needs) {
    const dependents = needs.map(() => []);
    for (const [dependent, edges] of needs.entries()) {
        for (const { index, on } of edges)
            dependents[index]?.push({ index: dependent, on });
    }
    return dependents;
}
