import * as z from "zod";
import { errorPhaseSchema } from "./outcome.js";
export const serializedErrorSchema = z.object({
    name: z.string(),
    message: z.string(),
    stack: z.string().optional(),
    code: z.union([z.string(), z.number()]).optional(),
    get cause() {
        return serializedErrorSchema.optional();
    },
    get errors() {
        return z.array(serializedErrorSchema).readonly().optional();
    },
});
export const stageErrorSchema = z.intersection(z.object({ phase: errorPhaseSchema, attempt: z.number() }), serializedErrorSchema);
