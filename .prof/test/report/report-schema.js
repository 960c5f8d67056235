import * as z from "zod";
import { edgeConditionSchema, phaseSchema, phaseStatusSchema, runStatusSchema, skipReasonSchema, stageStatusSchema, } from "../../src/model/outcome.js";
import { serializedErrorSchema, stageErrorSchema } from "../../src/model/serialized-error.js";
/** The `json` report as the documentation has it: nothing more, nothing less. */
export const reportSchema = z.strictObject({
    schemaVersion: z.literal(1),
    runId: z.string(),
    pipeline: z.string(),
    status: runStatusSchema,
    startedAt: z.number(),
    durationMs: z.number().min(0),
    counts: z.strictObject({ passed: z.int(), failed: z.int(), skipped: z.int(), flaky: z.int() }),
    stages: z.array(z.strictObject({
        name: z.string(),
        status: stageStatusSchema,
        optional: z.boolean(),
        flaky: z.boolean(),
        dependencies: z.array(z.strictObject({ stage: z.string(), on: edgeConditionSchema })),
        tags: z.array(z.string()),
        attempts: z.array(z.strictObject({
            attempt: z.int().min(1),
            phases: z.array(z.strictObject({
                phase: phaseSchema,
                status: phaseStatusSchema,
                startedAt: z.number(),
                durationMs: z.number().min(0),
                abandoned: z.literal(true).optional(),
            })),
            leaked: z.literal(true).optional(),
        })),
        errors: z.array(stageErrorSchema),
        skip: z
            .strictObject({
            reason: skipReasonSchema,
            because: z.array(z.string()).max(20),
            message: z.string().optional(),
        })
            .optional(),
        startedAt: z.number().optional(),
        durationMs: z.number().min(0),
    })),
    errors: z.array(serializedErrorSchema).optional(),
});
