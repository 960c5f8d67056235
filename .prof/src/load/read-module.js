import { STAGE_FIELDS } from "../model/stage-definition.js";
import { joinWords } from "../util/join-words.js";
import { showValue } from "../util/show-value.js";
import { moduleExports } from "./module-exports.js";
import { readNamedExports } from "./read-named-exports.js";
/** What a module says of its stage: its default export, else its named exports. */
export function readModule(module) {
    const exports = moduleExports(module);
    return exports.has("default") ? readDefaultExport(exports.get("default")) : readNamedExports(exports);
}
function readDefaultExport(definition) {
    if (typeof definition !== "object" || definition === null || Array.isArray(definition)) {
        const message = `The default export is ${showValue(definition)}. Export an object: export default defineStage({ run() { … } })`;
        return { definition: undefined, problems: [{ code: "bad-module", message }] };
    }
    const isBlank = Object.keys(definition).length === 0 && STAGE_FIELDS.every((field) => !(field in definition));
    if (!isBlank)
        return { definition, problems: [] };
    const message = `The default export has none of a stage's fields, which are ${joinWords(STAGE_FIELDS)}.`;
    return { definition: undefined, problems: [{ code: "bad-module", message }] };
}
