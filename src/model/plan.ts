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
  dependencies: z.array(z.object({ stage: z.string(), on: edgeConditionSchema }).readonly()).readonly(),
  optional: z.boolean(),
  keep: keepSchema,
  phases: z.array(z.enum(["setup", "run", "teardown"])).readonly(),
  resources: unitsSchema.optional(),
  /** How long it is expected to hold its slot: learned from past runs, or the author's `estimate`. */
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

/** How long a stage is expected to hold its slot, in ms; undefined where nothing is known of it. */
export type EstimateOf = (stage: PlannedStage) => number | undefined;

/** What is known without any history: the author's hint. */
export const authorsEstimate: EstimateOf = (stage) => stage.estimateMs;

/** The JSON-safe description of a plan. */
export function describePlan(plan: Plan, estimateOf: EstimateOf = authorsEstimate): PlanDescription {
  return { stages: plan.stages.map((stage) => describeStage(stage, estimateOf(stage))) };
}

function describeStage(stage: PlannedStage, estimateMs: number | undefined): StageDescription {
  const { description, file, demands, retry } = stage;
  const told: Mutable<StageDescription> = {
    name: stage.name,
    tags: stage.tags,
    dependencies: stage.dependencies,
    optional: stage.optional,
    keep: stage.keep,
    phases: PHASES.filter((phase) => stage.functions[phase] !== undefined),
    selected: stage.selected,
  };
  // Added one by one: a spread for each would cost more than all the rest.
  if (description !== undefined) told.description = description;
  if (demands.length > 0) told.resources = Object.fromEntries(demands.map(({ pool, units }) => [pool, units]));
  if (estimateMs !== undefined) told.estimateMs = estimateMs;
  if (retry.limit > 0) told.retryLimit = retry.limit;
  if (file !== undefined) told.file = file;
  return told;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
