/** Options that leave nothing for some others to say. */
const CONFLICTS = [
    {
        key: "resume",
        reason: "continues a run with its own id and selection",
        others: ["only", "skip", "tags", "noDeps", "failed", "runId"],
    },
    { key: "failed", reason: "selects the stages by itself", others: ["only", "tags"] },
];
/** What is wrong with options of one place taken together. */
export function conflicts(options, place) {
    return CONFLICTS.flatMap(({ key, reason, others }) => {
        const surplus = isSet(options[key]) ? others.filter((other) => isSet(options[other])) : [];
        if (surplus.length === 0)
            return [];
        const names = surplus.map((other) => place.name([other])).join(", ");
        const message = `${place.name([key])} ${reason}: leave out ${names}`;
        return [{ code: place.code, message, ...(place.file !== undefined && { file: place.file }) }];
    });
}
/** The options of the file under those of the command line, which also drop what they conflict with. */
export function mergeOptions(file, flags) {
    const kept = Object.entries(file).filter(([key]) => !isDropped(key, flags));
    return {
        ...Object.fromEntries(kept),
        ...flags,
        ...(file.pools !== undefined && { pools: { ...file.pools, ...flags.pools } }),
    };
}
function isDropped(fileKey, flags) {
    return CONFLICTS.some(({ key, others }) => fileKey === key
        ? others.some((other) => isSet(flags[other]))
        : isSet(flags[key]) && others.some((other) => other === fileKey));
}
function isSet(value) {
    return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}
