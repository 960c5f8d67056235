/**
 * The groups of stages that all depend on one another, however remotely
 * (Tarjan's algorithm, with a stack of its own: a chain may be very long).
 */
export function strongComponents({ needs }) {
    const visits = new Map();
    const unknown = [];
    const components = [];
    const enter = (index) => {
        const order = visits.size;
        const visit = { index, order, earliest: order, nextEdge: 0, component: "unknown" };
        visits.set(index, visit);
        unknown.push(visit);
        return visit;
    };
    for (const root of needs.keys()) {
        if (visits.has(root))
            continue;
        const path = [enter(root)];
        for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
            const edge = needs[visit.index]?.[visit.nextEdge];
            visit.nextEdge += 1;
            if (edge !== undefined) {
                const seen = visits.get(edge.index);
                if (seen === undefined)
                    path.push(enter(edge.index));
                else if (seen.component === "unknown")
                    visit.earliest = Math.min(visit.earliest, seen.order);
                continue;
            }
            path.pop();
            const parent = path.at(-1);
            if (parent !== undefined)
                parent.earliest = Math.min(parent.earliest, visit.earliest);
            if (visit.earliest === visit.order)
                components.push(takeComponent(unknown, visit));
        }
    }
    return components;
}
function takeComponent(unknown, first) {
    const component = unknown.splice(unknown.lastIndexOf(first));
    for (const visit of component)
        visit.component = "known";
    return component.map(({ index }) => index);
}
