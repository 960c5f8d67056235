import type { Plan, PlanEdge, PlannedStage } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Selection } from "../model/selection.ts";
import type { Stage } from "../model/stage.ts";
import { at } from "../util/at.ts";
import { checkCycles } from "./check-cycles.ts";
import { checkDemands } from "./check-demands.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { checkNames } from "./check-names.ts";
import { checkStarvation } from "./check-starvation.ts";
import { buildGraph, type Graph, invertEdges } from "./graph.ts";
import { checkSelection, type SelectedStages, selectStages } from "./select-stages.ts";
import { topologicalOrder } from "./topological-order.ts";

export interface PlanOptions {
  /** The pipeline's name. */
  readonly pipeline: string;
  /** Which stages run. Default: all. */
  readonly selection?: Selection | undefined;
  /** The size of each pool; 1 where none is given. */
  readonly pools: Readonly<Record<string, number>>;
  /**
   * Names of stages that exist but could not be loaded: depending on one is no
   * problem of its own. Where this is given, that there is no stage at all has
   * been told by whoever loaded them.
   */
  readonly unloaded?: readonly string[] | undefined;
}

export type CompiledPlan = { readonly plan: Plan } | { readonly problems: readonly Problem[] };

/** Checks definitions against each other and ties them to a plan; all that is wrong comes back as problems. */
export function compilePlan(stages: readonly Stage[], options: PlanOptions): CompiledPlan {
  const { selection = {}, pools } = options;
  const unloaded = new Set(options.unloaded);
  const graph = buildGraph(stages);
  const order = topologicalOrder(graph);
  const selected = selectStages(graph, selection);
  const problems = [
    ...checkNames(stages),
    ...checkDependencies(graph, unloaded),
    ...(order.length < stages.length ? checkCycles(graph) : []),
    ...checkSelection(graph, selection, unloaded),
    ...checkDemands(
      stages.filter((_, index) => selected.selected.has(index)),
      pools,
    ),
  ];
  if (problems.length === 0) problems.push(...checkAnyLeft(stages, selected, options.unloaded));
  if (problems.length > 0) return { problems };
  const plan = toPlan(graph, { pipeline: options.pipeline, order, selected, noDeps: selection.noDeps ?? false });
  const starvation = checkStarvation(plan, pools);
  return starvation.length > 0 ? { problems: starvation } : { plan };
}

function checkAnyLeft(
  stages: readonly Stage[],
  { selected }: SelectedStages,
  unloaded: readonly string[] | undefined,
): readonly Problem[] {
  if (stages.length === 0) {
    return unloaded === undefined ? [{ code: "bad-option", message: "There are no stages to run." }] : [];
  }
  if (selected.size > 0 || (unloaded !== undefined && unloaded.length > 0)) return [];
  const message = `Nothing is left to run: the selection leaves out ${stages.length === 1 ? "the only stage" : `all ${stages.length} stages`}.`;
  return [{ code: "bad-option", message }];
}

interface Layout {
  readonly pipeline: string;
  readonly order: readonly number[];
  readonly selected: SelectedStages;
  readonly noDeps: boolean;
}

/** Puts the stages into their order and points the edges at the new positions. */
function toPlan(graph: Graph, { pipeline, order, selected: { selected, skipped }, noDeps }: Layout): Plan {
  const placeAt = new Int32Array(order.length);
  for (const [place, position] of order.entries()) placeAt[position] = place;
  const counts = (position: number): boolean => !noDeps || selected.has(position) || skipped.has(position);
  const needs = order.map((position) =>
    at(graph.needs, position)
      .filter(({ index }) => counts(index))
      .map(({ index, on }): PlanEdge => ({ index: at(placeAt, index), on })),
  );
  const dependents = invertEdges(needs);
  const stages = order.map((position, index) =>
    placeStage(at(graph.stages, position), {
      index,
      needs: at(needs, index),
      dependents: at(dependents, index),
      selected: selected.has(position),
    }),
  );
  return { pipeline, stages, indexOf: new Map(stages.map(({ name, index }) => [name, index])) };
}

type Place = Omit<PlannedStage, keyof Stage>;

/** Field by field: V8 makes a slow dictionary of a spread of so many. */
function placeStage(stage: Stage, { index, needs, dependents, selected }: Place): PlannedStage {
  return {
    name: stage.name,
    file: stage.file,
    description: stage.description,
    tags: stage.tags,
    dependencies: stage.dependencies,
    optional: stage.optional,
    keep: stage.keep,
    timeouts: stage.timeouts,
    retry: stage.retry,
    demands: stage.demands,
    estimateMs: stage.estimateMs,
    executor: stage.executor,
    functions: stage.functions,
    index,
    needs,
    dependents,
    selected,
  };
}
