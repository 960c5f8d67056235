import { joinWords } from "../util/join-words.js";
import { placeOf } from "./place-of.js";
/** A problem for each name that more than one stage has. */
export function checkNames(stages) {
    const byName = new Map();
    for (const stage of stages) {
        const namesakes = byName.get(stage.name);
        if (namesakes === undefined)
            byName.set(stage.name, [stage]);
        else
            namesakes.push(stage);
    }
    return [...byName.values()].filter(({ length }) => length > 1).map(describeNamesakes);
}
function describeNamesakes(stages) {
    const [first, second] = stages;
    const count = stages.length === 2 ? "Two" : stages.length;
    const places = stages.some(({ file }) => file !== undefined)
        ? `: ${joinWords(stages.map(({ file }) => file ?? "one that is defined in code"))}`
        : "";
    return {
        code: "duplicate-name",
        message: `${count} stages are called "${first?.name}"${places}. Rename all but one.`,
        ...placeOf(second),
    };
}
