/** Where a problem of a stage is. */
export function placeOf(stage) {
    if (stage === undefined)
        return {};
    return { stage: stage.name, ...(stage.file !== undefined && { file: stage.file }) };
}
