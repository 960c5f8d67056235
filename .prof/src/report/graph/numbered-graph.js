export function numberStages({ stages }) {
    const nodes = stages.map((stage, index) => ({ id: `s${index}`, stage }));
    const ids = new Map(nodes.map(({ id, stage }) => [stage.name, id]));
    return {
        nodes,
        edges: nodes.flatMap(({ id: to, stage }) => stage.dependencies.flatMap(({ stage: name, on }) => {
            const from = ids.get(name);
            return from === undefined ? [] : [{ from, to, on }];
        })),
    };
}
