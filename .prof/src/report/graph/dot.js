import { cleanLine } from "../text/clean-text.js";
import { numberStages } from "./numbered-graph.js";
/** A graph for Graphviz: kept stages have double borders, optional ones dashed. */
export function drawDot(plan) {
    const { nodes, edges } = numberStages(plan);
    return `${[
        "digraph stages {",
        "  rankdir=LR",
        '  node [shape=box style="rounded"]',
        ...nodes.map(({ id, stage }) => `  ${id} [${attributesOf(stage).join(" ")}]`),
        ...edges.map(({ from, to, on }) => `  ${from} -> ${to}${on === "passed" ? "" : ` [label="${on}"]`}`),
        "}",
    ].join("\n")}\n`;
}
function attributesOf({ name, keep, optional, selected }) {
    return [
        `label="${escapeLabel(name)}"`,
        ...(keep === "run" ? [] : ["peripheries=2"]),
        ...(optional ? ['style="rounded,dashed"'] : []),
        ...(selected ? [] : ['color="gray" fontcolor="gray"']),
    ];
}
/** Graphviz reads backslashes and HTML entities in labels. */
function escapeLabel(name) {
    return cleanLine(name).replace(/["\\]/g, "\\$&").replace(/&/g, "&amp;");
}
