import * as z from "zod";
import { durationSchema } from "./duration.js";
import { edgeConditionSchema, keepSchema } from "./outcome.js";
import { unitsSchema } from "./units.js";
const anyFunction = () => z.custom((value) => typeof value === "function", { error: "expected a function" });
const nameSchema = z.string().min(1, { error: "expected a name of at least one character" });
const edgeSchema = z.union([nameSchema, z.strictObject({ stage: nameSchema, on: edgeConditionSchema.optional() })], {
    error: 'expected a stage\'s name or { stage, on: "passed" | "settled" | "failed" }',
});
const timeoutSchema = z.union([
    durationSchema,
    z.strictObject({
        setup: durationSchema.optional(),
        run: durationSchema.optional(),
        teardown: durationSchema.optional(),
    }),
], {
    error: 'expected a duration such as 1500 or "30s" (more than 0, at most about 24 days), or { setup, run, teardown } with one each',
});
const retrySchema = z.strictObject({
    /** Attempts after the first. */
    limit: z.int().min(0),
    /** Wait before the next attempt. Default 1 s. */
    delay: durationSchema.optional(),
    /** `exponential` doubles the delay with each attempt. Default `fixed`. */
    backoff: z.enum(["fixed", "exponential"]).optional(),
    /** Upper bound of the delay. Default none. */
    maxDelay: durationSchema.optional(),
    /** Wait a random part of the delay instead of all of it. Default false. */
    jitter: z.boolean().optional(),
    /** Called with the attempt's first error; false means no retry. */
    when: z
        .custom((value) => typeof value === "function", {
        error: "expected a function",
    })
        .optional(),
});
const standardSchema = z.custom((value) => ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof value["~standard"]?.validate === "function", { error: "expected a schema that implements Standard Schema (zod, valibot, arktype, …)" });
/** A stage as its author writes it: the one schema of every way to write one. */
export const stageDefinitionSchema = z.strictObject({
    name: nameSchema.optional(),
    description: z.string().optional(),
    tags: z.array(nameSchema).readonly().optional(),
    dependencies: z.array(edgeSchema).readonly().optional(),
    optional: z.boolean().optional(),
    when: anyFunction().optional(),
    setup: anyFunction().optional(),
    run: anyFunction().optional(),
    teardown: anyFunction().optional(),
    keep: keepSchema.optional(),
    timeout: timeoutSchema.optional(),
    retry: retrySchema.optional(),
    resources: unitsSchema.optional(),
    estimate: durationSchema.optional(),
    output: standardSchema.optional(),
    executor: z.enum(["inline"]).optional(),
});
/** The names of a definition's fields, for suggestions. */
export const STAGE_FIELDS = Object.keys(stageDefinitionSchema.shape);
/**
 * Gives a stage definition its types; returns it as it is.
 *
 * @example
 * export default defineStage({
 *   dependencies: ["database"],
 *   setup: ({ outputs }) => startServer(outputs.database.url),
 *   run: ({ resource }) => ({ port: resource.port }),
 *   teardown: ({ resource }) => resource?.close(),
 * });
 */
export function defineStage(definition) {
    return definition;
}
