import type { PlanEdge } from "../model/plan.ts";
import type { Stage } from "../model/stage.ts";

/** Stages and the edges between them, by position in the order of definition. */
export interface Graph {
  readonly stages: readonly Stage[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** The edges of each stage to those that it depends on. */
  readonly needs: readonly (readonly PlanEdge[])[];
}

/** Ties stages by their dependencies. Edges to unknown stages, and of stages to themselves, are left out. */
export function buildGraph(stages: readonly Stage[]): Graph {
  const indexOf = new Map<string, number>();
  for (const [index, { name }] of stages.entries()) if (!indexOf.has(name)) indexOf.set(name, index);
  const needs = stages.map(({ name, dependencies }) => {
    const edges: PlanEdge[] = [];
    for (const { stage, on } of dependencies) {
      const index = stage === name ? undefined : indexOf.get(stage);
      if (index !== undefined) edges.push({ index, on });
    }
    return edges;
  });
  return { stages, indexOf, needs };
}

/** The same edges from the other end: for each stage those that depend on it. */
export function invertEdges(needs: readonly (readonly PlanEdge[])[]): readonly (readonly PlanEdge[])[] {
  const dependents: PlanEdge[][] = needs.map(() => []);
  for (const [dependent, edges] of needs.entries()) {
    for (const { index, on } of edges) dependents[index]?.push({ index: dependent, on });
  }
  return dependents;
}
