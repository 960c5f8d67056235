import { createNameHint } from "./name-hint.js";
import { placeOf } from "./place-of.js";
/** Problems of single edges: a stage that is not there, or the stage itself. */
export function checkDependencies({ stages, indexOf }, unloaded) {
    const hint = createNameHint("stages", [...indexOf.keys()]);
    const check = (stage) => stage.dependencies.flatMap(({ stage: name }) => {
        if (name === stage.name)
            return [describeSelfDependency(stage)];
        if (indexOf.has(name) || unloaded.has(name))
            return [];
        const message = `Unknown dependency "${name}"${hint(name)}`;
        return [{ code: "unknown-dependency", message, ...placeOf(stage) }];
    });
    return stages.flatMap(check);
}
function describeSelfDependency(stage) {
    const message = `It depends on itself. Remove "${stage.name}" from its dependencies.`;
    return { code: "self-dependency", message, ...placeOf(stage) };
}
