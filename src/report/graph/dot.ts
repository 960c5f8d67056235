import type { PlanDescription, StageDescription } from "../../model/plan.ts";
import { cleanLine } from "../text/clean-text.ts";
import { numberStages } from "./numbered-graph.ts";

/** A graph for Graphviz: kept stages have double borders, optional ones dashed. */
export function drawDot(plan: PlanDescription): string {
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

function attributesOf({ name, keep, optional, selected }: StageDescription): readonly string[] {
  return [
    `label="${escapeLabel(name)}"`,
    ...(keep === "run" ? [] : ["peripheries=2"]),
    ...(optional ? ['style="rounded,dashed"'] : []),
    ...(selected ? [] : ['color="gray" fontcolor="gray"']),
  ];
}

/** Graphviz reads backslashes and HTML entities in labels. */
function escapeLabel(name: string): string {
  return cleanLine(name).replace(/["\\]/g, "\\$&").replace(/&/g, "&amp;");
}
