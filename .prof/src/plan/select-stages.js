import { createNameHint } from "./name-hint.js";
/** Takes what `only` and `tags` name, with dependencies unless `noDeps` says no, and leaves out what `skip` names. */
export function selectStages(graph, { only = [], tags = [], skip = [], noDeps }) {
    const skipped = new Set(positionsOf(graph, skip));
    const taken = takeNamed(graph, only, tags);
    const selected = noDeps === true ? taken : withDependencies(graph, taken);
    return { selected: new Set([...selected].filter((index) => !skipped.has(index))), skipped };
}
/** Problems of names and tags that no stage has. A stage that could not be loaded may have any tag. */
export function checkSelection({ stages, indexOf }, { only = [], tags = [], skip = [] }, unloaded) {
    if (stages.length === 0)
        return [];
    const stageHint = createNameHint("stages", [...indexOf.keys()]);
    const checkNames = (option, names) => names
        .filter((name) => !indexOf.has(name) && !unloaded.has(name))
        .map((name) => ({ code: "bad-option", message: `${option}: unknown stage "${name}"${stageHint(name)}` }));
    const known = new Set(stages.flatMap((stage) => stage.tags));
    const tagHint = createNameHint("tags", [...known]);
    const unknownTags = unloaded.size > 0 ? [] : tags.filter((tag) => !known.has(tag));
    return [
        ...checkNames("only", only),
        ...unknownTags.map((tag) => ({ code: "bad-option", message: `tags: no stage has the tag "${tag}"${tagHint(tag)}` })),
        ...checkNames("skip", skip),
    ];
}
function takeNamed(graph, only, tags) {
    if (only.length === 0 && tags.length === 0)
        return new Set(graph.stages.keys());
    const wanted = new Set(tags);
    const taken = new Set(positionsOf(graph, only));
    for (const [index, stage] of graph.stages.entries()) {
        if (stage.tags.some((tag) => wanted.has(tag)))
            taken.add(index);
    }
    return taken;
}
function withDependencies({ needs }, taken) {
    const all = new Set(taken);
    // A Set is walked with what is added on the way.
    for (const index of all)
        for (const edge of needs[index] ?? [])
            all.add(edge.index);
    return all;
}
function positionsOf({ indexOf }, names) {
    return names.map((name) => indexOf.get(name)).filter((index) => index !== undefined);
}
