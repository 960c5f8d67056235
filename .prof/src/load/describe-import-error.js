import { showValue } from "../util/show-value.js";
import { findSyntaxError } from "./find-syntax-error.js";
import { findSourcePlace, showSourcePlace } from "./source-place.js";
/** What an import of a stage's file threw, with the place in the user's code where that is known. */
export async function describeImportError(error, file) {
    if (!(error instanceof Error))
        return `Importing it failed: it threw ${showValue(error)}`;
    return `Importing it failed: ${describeError(error)}${await describePlace(error, file)}`;
}
async function describePlace(error, file) {
    const place = findSourcePlace(error);
    if (place !== undefined)
        return ` (${showSourcePlace(place, file)})`;
    if (!(error instanceof SyntaxError))
        return "";
    const broken = await findSyntaxError(file);
    return broken === undefined ? " (in a module that it imports)" : ` (${showSourcePlace(broken, file)})`;
}
function describeError({ name, message }) {
    const [parseError] = /^ParseError: .*/.exec(message) ?? [];
    if (parseError !== undefined)
        return parseError.trim().replace("ParseError", "SyntaxError");
    return `${name}: ${message.replace(/\nRequire stack:.*$/s, "")}`;
}
