import { editDistance } from "./edit-distance.js";
const MAX_DISTANCE = 3;
/** The known name that was most likely meant; undefined where none is near. Case does not count. */
export function nearestName(name, known) {
    const wanted = name.toLowerCase();
    let nearest;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of known) {
        const limit = Math.min(MAX_DISTANCE, Math.floor(Math.max(name.length, candidate.length) / 3), least - 1);
        // Lengths differ by at least that many edits: most candidates need no closer look.
        if (Math.abs(name.length - candidate.length) > limit)
            continue;
        const distance = editDistance(wanted, candidate.toLowerCase());
        if (distance > limit)
            continue;
        nearest = candidate;
        least = distance;
    }
    return nearest;
}
