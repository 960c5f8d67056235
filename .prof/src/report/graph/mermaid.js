import { cleanLine } from "../text/clean-text.js";
import { numberStages } from "./numbered-graph.js";
/** A Mermaid flowchart: kept stages have round ends, optional ones dashed borders. */
export function drawMermaid(plan) {
    const { nodes, edges } = numberStages(plan);
    return `${[
        "flowchart LR",
        ...nodes.map(({ id, stage }) => `  ${id}${shapeOf(stage)}`),
        ...edges.map(({ from, to, on }) => `  ${from} ${on === "passed" ? "-->" : `-->|${on}|`} ${to}`),
        ...classLines("optional", "stroke-dasharray: 5 5", namesOf(({ optional }) => optional)),
        ...classLines("unselected", "opacity: 0.4", namesOf(({ selected }) => !selected)),
    ].join("\n")}\n`;
    function namesOf(isOne) {
        return nodes.filter(({ stage }) => isOne(stage)).map(({ id }) => id);
    }
}
function shapeOf({ name, keep }) {
    return keep === "run" ? `["${escapeLabel(name)}"]` : `(["${escapeLabel(name)}"])`;
}
function classLines(name, style, ids) {
    return ids.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${ids.join(",")} ${name}`];
}
/**
 * Everything but letters, digits and punctuation inside words becomes a
 * character code: even inside quotes Mermaid looks for comments, directives,
 * Markdown, HTML and `style` lines.
 */
function escapeLabel(name) {
    return cleanLine(name).replace(UNSAFE, (character) => `#${character.codePointAt(0)};`);
}
const UNSAFE = /(?<![\p{L}\p{N}])[-_./]|[-_./](?![\p{L}\p{N}])|[^-_./ \p{L}\p{M}\p{N}]/gu;
