import * as z from "zod";
import { type EdgeCondition, edgeConditionSchema, keepSchema } from "./outcome.ts";
import type { Stage } from "./stage.ts";
import { unitsSchema } from "./units.ts";

/** An edge by the position of the other stage in the plan. */
export interface PlanEdge {
  readonly index: number;
  readonly on: EdgeCondition;
}

/** A stage in its place in the graph. */
export interface PlannedStage extends Stage {
  /** Its position in the plan's topological order. */
  readonly index: number;
  /** Its dependencies, without those that the selection makes count as satisfied (`noDeps`). */
  readonly needs: readonly PlanEdge[];
  /** The stages that depend on it; `on` is the condition they ask of it. */
  readonly dependents: readonly PlanEdge[];
  /** Left out by the selection when false: skipped as `not-selected`. */
  readonly selected: boolean;
}

/** The compiled, immutable dependency graph of a run. */
export interface Plan {
  readonly pipeline: string;
  /** In topological order, as near to the order of definition as the edges allow. */
  readonly stages: readonly PlannedStage[];
  readonly indexOf: ReadonlyMap<string, number>;
}

export const stageDescriptionSchema = z.object({
  name: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()).readonly(),
  dependencies: z.array(z.object({ stage: z.string(), on: edgeConditionSchema })).readonly(),
  optional: z.boolean(),
  keep: keepSchema,
  phases: z.array(z.enum(["setup", "run", "teardown"])).readonly(),
  resources: unitsSchema.optional(),
  estimateMs: z.number().optional(),
  retryLimit: z.number().optional(),
  selected: z.boolean(),
  file: z.string().optional(),
});
/** What is told of a stage in `run.started`: all that consumers of events need to know of it. */
export type StageDescription = Readonly<z.infer<typeof stageDescriptionSchema>>;

export const planDescriptionSchema = z.object({
  stages: z.array(stageDescriptionSchema).readonly(),
});
/** A plan without its functions: JSON-safe, in topological order. */
export type PlanDescription = Readonly<z.infer<typeof planDescriptionSchema>>;

const PHASES = ["setup", "run", "teardown"] as const;

/** The JSON-safe description of a plan. */
export function describePlan(plan: Plan): PlanDescription {
  return { stages: plan.stages.map(describeStage) };
}

function describeStage(stage: PlannedStage): StageDescription {
  return {
    name: stage.name,
    ...(stage.description !== undefined && { description: stage.description }),
    tags: stage.tags,
    dependencies: stage.dependencies.map(({ stage: name, on }) => ({ stage: name, on })),
    optional: stage.optional,
    keep: stage.keep,
    phases: PHASES.filter((phase) => stage.functions[phase] !== undefined),
    ...(stage.demands.length > 0 && {
      resources: Object.fromEntries(stage.demands.map(({ pool, units }) => [pool, units])),
    }),
    ...(stage.estimateMs !== undefined && { estimateMs: stage.estimateMs }),
    ...(stage.retry.limit > 0 && { retryLimit: stage.retry.limit }),
    selected: stage.selected,
    ...(stage.file !== undefined && { file: stage.file }),
  };
}
