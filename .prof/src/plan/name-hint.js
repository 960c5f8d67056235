import { joinWords } from "../util/join-words.js";
import { nearestName } from "../util/nearest-name.js";
const MAX_LISTED = 20;
/** So many different names are compared with all known ones; where more are wrong, the names are not misspelt. */
const MAX_COMPARED = 100;
/** Ends a message about an unknown name: with the nearest one that is known, and the list of all. */
export function createNameHint(kind, known) {
    const list = known.length === 0 ? `There are no ${kind}.` : `The ${kind} are ${joinWords(known, { atMost: MAX_LISTED })}.`;
    const hints = new Map();
    return (name) => {
        const remembered = hints.get(name);
        if (remembered !== undefined)
            return remembered;
        const nearest = hints.size < MAX_COMPARED ? nearestName(name, known) : undefined;
        const hint = nearest === undefined ? `. ${list}` : `; did you mean "${nearest}"? ${list}`;
        hints.set(name, hint);
        return hint;
    };
}
