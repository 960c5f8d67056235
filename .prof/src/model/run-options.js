import { availableParallelism } from "node:os";
import * as z from "zod";
import { durationSchema } from "./duration.js";
import { failFastSchema } from "./outcome.js";
import { unitsSchema } from "./units.js";
export const DEFAULT_GRACE_MS = 5_000;
const CONCURRENCY = 'expected a positive integer or a percentage of the cores such as "50%"';
/** How many stages are active at once: a positive integer, or a percentage of the cores (at least 1). */
export const concurrencySchema = z
    .union([z.number(), z.string()], { error: (issue) => `${CONCURRENCY}, got ${String(issue.input)}` })
    .transform((value, context) => {
    const count = typeof value === "string" && value.endsWith("%") ? ofCores(value.slice(0, -1)) : Number(value);
    if (value === "" || !Number.isSafeInteger(count) || count < 1) {
        context.addIssue({ code: "custom", message: `${CONCURRENCY}, got ${JSON.stringify(value)}` });
        return z.NEVER;
    }
    return count;
});
/** Names that a run id may have: it is a file name on every system. */
const RUN_ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_-])?$/;
export const runIdSchema = z.string().regex(RUN_ID, {
    error: (issue) => `expected 1 to 128 letters, digits, ".", "_" and "-" that can be a file name, got ${JSON.stringify(issue.input)}`,
});
/** The options that the API, the command line and the configuration file share. */
export const sharedOptionsSchema = z.strictObject({
    /** How many stages are active at once. Default: the cores. */
    concurrency: concurrencySchema.optional(),
    /** What a required stage's final failure does to the rest. Default `off`. */
    failFast: failFastSchema.optional(),
    /** How long an aborted function may take to settle before it is abandoned. Default 5 s. */
    grace: durationSchema.optional(),
    /** The size of each pool that stages take `resources` from. Default 1 each. */
    pools: unitsSchema.optional(),
    /** The pipeline's name in events and reports. */
    pipeline: z.string().min(1).optional(),
    /** The run's id. Default: made from the time and chance. */
    runId: runIdSchema.optional(),
    /** Folder of the journals. */
    journal: z.string().min(1).optional(),
    /** Secrets: texts, or patterns, that events show as `[redacted]`. */
    redact: z
        .array(z.union([z.string().min(1), z.instanceof(RegExp)]))
        .readonly()
        .optional(),
});
/** The default of `concurrency`. */
export function defaultConcurrency() {
    return availableParallelism();
}
function ofCores(percentage) {
    const share = percentage.trim() === "" ? Number.NaN : Number(percentage);
    return share > 0 ? Math.max(1, Math.floor((availableParallelism() * share) / 100)) : Number.NaN;
}
