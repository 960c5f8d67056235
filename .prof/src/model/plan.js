import * as z from "zod";
import { edgeConditionSchema, keepSchema } from "./outcome.js";
import { unitsSchema } from "./units.js";
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
export const planDescriptionSchema = z.object({
    stages: z.array(stageDescriptionSchema).readonly(),
});
const PHASES = ["setup", "run", "teardown"];
/** The JSON-safe description of a plan. */
export function describePlan(plan) {
    return { stages: plan.stages.map(describeStage) };
}
function describeStage(stage) {
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
