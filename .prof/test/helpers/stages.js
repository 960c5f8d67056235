import { parseDefinition } from "../../src/model/parse-definition.js";
import { formatProblems } from "../../src/model/problem.js";
/** A stage as loading makes it from a definition. */
export function makeStage(name, definition = {}, file) {
    const parsed = parseDefinition(definition, { name, file });
    if ("problems" in parsed)
        throw new TypeError(formatProblems(parsed.problems));
    return parsed.stage;
}
/** Stages with nothing but names and dependencies, in the order given. */
export function makeStages(dependencies) {
    return Object.entries(dependencies).map(([name, names]) => makeStage(name, { dependencies: names }));
}
