import { distance } from "fastest-levenshtein";
/** How many slips of the pen lie between two words: the edits, but neighbours that changed places are one. */
export function editDistance(a, b) {
    return isSwap(a, b) ? 1 : distance(a, b);
}
function isSwap(a, b) {
    if (a.length !== b.length || a === b)
        return false;
    let at = 0;
    while (a[at] === b[at])
        at += 1;
    return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
