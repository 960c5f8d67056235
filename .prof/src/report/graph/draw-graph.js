import { unreachable } from "../../util/unreachable.js";
import { drawDot } from "./dot.js";
import { drawMermaid } from "./mermaid.js";
export const GRAPH_FORMATS = ["mermaid", "dot", "json"];
/** The plan as text that a drawing program reads; arrows go from a stage to what depends on it. */
export function drawGraph(plan, format) {
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
