import { joinWords } from "../util/join-words.js";
import { nearestName } from "../util/nearest-name.js";
import { pathText } from "./path-text.js";
/** What is told of a field that is not known: the nearest one that is, else all of them. */
export function unknownField(path, known) {
    const parent = path.slice(0, -1);
    const nearest = nearestName(String(path.at(-1)), known);
    const unknown = `Unknown field "${pathText(path)}"`;
    if (nearest !== undefined)
        return `${unknown}; did you mean "${pathText([...parent, nearest])}"?`;
    return `${unknown}. The fields${parent.length > 0 ? ` of "${pathText(parent)}"` : ""} are ${joinWords(known)}.`;
}
