import { nearestName } from "../../util/nearest-name.js";
/** The end of a message about an unknown name: the nearest known one, where there is one near. */
export function didYouMean(name, known, show = JSON.stringify) {
    const nearest = nearestName(name, known);
    return nearest === undefined ? "" : `; did you mean ${show(nearest)}?`;
}
