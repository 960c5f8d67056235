import type { StageState } from "../../model/outcome.ts";
import type { PlanDescription, StageDescription } from "../../model/plan.ts";
import { cleanLine } from "../text/clean-text.ts";
import { numberStages } from "./numbered-graph.ts";

const COLORS: Partial<Record<StageState, string>> = {
  passed: "fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
  failed: "fill:#ffebe9,stroke:#cf222e,color:#1f2328",
  skipped: "fill:#f6f8fa,stroke:#8c959f,color:#59636e",
};

/**
 * A Mermaid flowchart: kept stages have round ends, optional ones dashed borders.
 * @param stateOf Colours the stages by what became of them.
 */
export function drawMermaid(
  plan: PlanDescription,
  stateOf: (stage: StageDescription) => StageState | undefined = () => undefined,
): string {
  const { nodes, edges } = numberStages(plan);
  return `${[
    "flowchart LR",
    ...nodes.map(({ id, stage }) => `  ${id}${shapeOf(stage)}`),
    ...edges.map(({ from, to, on }) => `  ${from} ${on === "passed" ? "-->" : `-->|${on}|`} ${to}`),
    ...classLines(
      "optional",
      "stroke-dasharray: 5 5",
      namesOf(({ optional }) => optional),
    ),
    ...classLines(
      "unselected",
      "opacity: 0.4",
      namesOf(({ selected }) => !selected),
    ),
    ...Object.entries(COLORS).flatMap(([state, style]) =>
      classLines(
        state,
        style,
        namesOf((stage) => stateOf(stage) === state),
      ),
    ),
  ].join("\n")}\n`;

  function namesOf(isOne: (stage: StageDescription) => boolean): readonly string[] {
    return nodes.filter(({ stage }) => isOne(stage)).map(({ id }) => id);
  }
}

function shapeOf({ name, keep }: StageDescription): string {
  return keep === "run" ? `["${escapeLabel(name)}"]` : `(["${escapeLabel(name)}"])`;
}

function classLines(name: string, style: string, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${ids.join(",")} ${name}`];
}

/**
 * Everything but letters, digits and punctuation inside words becomes a
 * character code: even inside quotes Mermaid looks for comments, directives,
 * Markdown, HTML and `style` lines.
 */
function escapeLabel(name: string): string {
  return cleanLine(name).replace(UNSAFE, (character) => `#${character.codePointAt(0)};`);
}

const UNSAFE = /(?<![\p{L}\p{N}])[-_./]|[-_./](?![\p{L}\p{N}])|[^-_./ \p{L}\p{M}\p{N}]/gu;
