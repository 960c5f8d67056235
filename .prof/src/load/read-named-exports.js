import { STAGE_FIELDS } from "../model/stage-definition.js";
import { joinWords } from "../util/join-words.js";
import { nearMissOf } from "./near-miss.js";
/** The spellings of each field as the name of an export: `dependencies` and `DEPENDENCIES`. */
const FIELD_OF = new Map(STAGE_FIELDS.flatMap((field) => [field, field.toUpperCase()].map((spelling) => [spelling, field])));
/** Reads a stage from plain named exports. Others than fields are helpers, unless they are near misses of one. */
export function readNamedExports(exports) {
    const fields = [...exports].flatMap(([name, value]) => {
        const field = FIELD_OF.get(name);
        return field === undefined ? [] : [[field, value]];
    });
    const nearMisses = [...exports.keys()].flatMap(describeNearMiss);
    if (fields.length === 0) {
        return { definition: undefined, problems: nearMisses.length > 0 ? nearMisses : [describeBlank(exports)] };
    }
    return { definition: Object.fromEntries(fields), problems: [...nearMisses, ...findDoubles(exports)] };
}
function describeNearMiss(name) {
    const field = FIELD_OF.has(name) ? undefined : nearMissOf(name, STAGE_FIELDS);
    if (field === undefined)
        return [];
    const meant = name === name.toUpperCase() ? field.toUpperCase() : field;
    const message = `Unknown field "${name}"; did you mean "${meant}"? A helper needs a name that is less like a field's.`;
    return [{ code: "unknown-field", message }];
}
function findDoubles(exports) {
    return STAGE_FIELDS.filter((field) => exports.has(field) && exports.has(field.toUpperCase())).map((field) => ({
        code: "bad-value",
        message: `${field}: expected one export, got both "${field}" and "${field.toUpperCase()}"`,
    }));
}
function describeBlank(exports) {
    const names = [...exports.keys()].map((name) => `"${name}"`);
    const found = names.length === 0
        ? "It exports nothing"
        : `It exports no field of a stage, only ${joinWords(names, { atMost: 5 })}`;
    return {
        code: "bad-module",
        message: `${found}. Export a function "run", or begin the file's name with "_" if it is no stage.`,
    };
}
