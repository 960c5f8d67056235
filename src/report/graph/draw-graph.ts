import type { PlanDescription } from "../../model/plan.ts";
import { unreachable } from "../../util/unreachable.ts";
import { drawDot } from "./dot.ts";
import { drawMermaid } from "./mermaid.ts";

export const GRAPH_FORMATS = ["mermaid", "dot", "json"] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** The plan as text that a drawing program reads; arrows go from a stage to what depends on it. */
export function drawGraph(plan: PlanDescription, format: GraphFormat): string {
  switch (format) {
    case "mermaid":
      return drawMermaid(plan);
    case "dot":
      return drawDot(plan);
    case "json":
      return `${JSON.stringify(plan, null, 2)}\n`;
    default:
      return unreachable(format);
  }
}
