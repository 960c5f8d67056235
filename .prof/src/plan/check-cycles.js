import { at } from "../util/at.js";
import { joinWords } from "../util/join-words.js";
import { findCycles } from "./find-cycles.js";
import { placeOf } from "./place-of.js";
/** Longer paths are cut in the middle. */
const MAX_PATH = 100;
const MAX_EDGES = 20;
const MAX_MEMBERS = 20;
/** A problem for each group of stages that wait for one another. */
export function checkCycles(graph) {
    return findCycles(graph).map((cycle) => describeCycle(graph, cycle));
}
function describeCycle({ stages }, cycle) {
    const nameOf = (index) => at(stages, index).name;
    const showEdge = ({ from, to }) => {
        const file = at(stages, from).file;
        return `\n  "${nameOf(from)}" needs "${nameOf(to)}"${file === undefined ? "" : ` (${file})`}`;
    };
    const path = cycle.edges.map(({ from }) => nameOf(from));
    const shown = cycle.edges.slice(0, MAX_EDGES).map(showEdge);
    const more = cycle.edges.length - shown.length;
    const message = [
        `${cutMiddle([...path, ...path.slice(0, 1)]).join(" → ")}: each needs the next, so none can start. ${adviceOn(cycle, nameOf)}`,
        ...shown,
        more > 0 ? `\n  and ${more} more` : "",
    ].join("");
    return { code: "cycle", message, ...placeOf(stages[cycle.edges[0]?.from ?? 0]) };
}
function adviceOn({ cut, members }, nameOf) {
    if (cut === "any")
        return "Remove one of these dependencies:";
    if (cut !== undefined) {
        return `Remove the dependency of "${nameOf(cut.from)}" on "${nameOf(cut.to)}", which ends every cycle here:`;
    }
    const names = joinWords(members.map(nameOf), { atMost: MAX_MEMBERS });
    return `Remove one of these dependencies; there are more cycles among ${names}:`;
}
function cutMiddle(names) {
    if (names.length <= MAX_PATH)
        return names;
    const half = MAX_PATH / 2;
    return [...names.slice(0, half), `${names.length - 2 * half} more`, ...names.slice(-half)];
}
