import { editDistance } from "../util/edit-distance.js";
/** So many slips are a near miss of a field of this length or longer; the longer the name, the less chance explains. */
const LIMITS = [
    { length: 12, slips: 2 },
    { length: 5, slips: 1 },
];
/**
 * The field that an export's name is a near miss of. Case and separators do not
 * count, nor do letters written twice or once. Names of at most four letters
 * have ordinary words all around them (`run`: `fun`; `tags`: `tag`; `when`:
 * `then`), so only a swap of neighbours and a letter left out in the middle
 * count there. A digit is never a slip: `run2` and `setup1` are helpers.
 */
export function nearMissOf(exported, fields) {
    if (/\d/.test(exported))
        return undefined;
    const word = exported.replaceAll(/[_$]/g, "").toLowerCase();
    return fields.find((field) => isNearMiss(word, field) || isNearMiss(word, singular(field)));
}
function singular(field) {
    return field.replace(/ies$/, "y");
}
function isNearMiss(word, field) {
    if (squeeze(word) === squeeze(field))
        return true;
    const slips = editDistance(word, field);
    const limit = LIMITS.find(({ length }) => field.length >= length)?.slips;
    return limit === undefined ? slips === 1 && isShortSlip(word, field) : slips <= limit;
}
/** For words one slip apart: it is a swap, or a letter left out that is neither the first nor the last. */
function isShortSlip(word, field) {
    const sameEnds = word[0] === field[0] && word.at(-1) === field.at(-1);
    return word.length === field.length ? sorted(word) === sorted(field) : sameEnds && word.length < field.length;
}
function squeeze(word) {
    return word.replaceAll(/(.)\1+/g, "$1");
}
function sorted(word) {
    return [...word].sort().join("");
}
