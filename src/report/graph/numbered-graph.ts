import type { EdgeCondition } from "../../model/outcome.ts";
import type { PlanDescription, StageDescription } from "../../model/plan.ts";

/** A plan with an identifier for each stage that no drawing program can misread. */
export interface NumberedGraph {
  readonly nodes: readonly { readonly id: string; readonly stage: StageDescription }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly on: EdgeCondition }[];
}

export function numberStages({ stages }: PlanDescription): NumberedGraph {
  const nodes = stages.map((stage, index) => ({ id: `s${index}`, stage }));
  const ids = new Map(nodes.map(({ id, stage }) => [stage.name, id]));
  return {
    nodes,
    edges: nodes.flatMap(({ id: to, stage }) =>
      stage.dependencies.flatMap(({ stage: name, on }) => {
        const from = ids.get(name);
        return from === undefined ? [] : [{ from, to, on }];
      }),
    ),
  };
}
