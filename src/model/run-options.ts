import { availableParallelism } from "node:os";
import * as z from "zod";
import { durationSchema } from "./duration.ts";
import { failFastSchema } from "./outcome.ts";
import { unitsSchema } from "./units.ts";

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
  error: (issue) =>
    `expected 1 to 128 letters, digits, ".", "_" and "-" that can be a file name, got ${JSON.stringify(issue.input)}`,
});

/** The options that the API, the command line and the configuration file share. */
export const sharedOptionsSchema = z.strictObject({
  concurrency: concurrencySchema.optional(),
  failFast: failFastSchema.optional(),
  grace: durationSchema.optional(),
  pools: unitsSchema.optional(),
  pipeline: z.string().min(1).optional(),
  runId: runIdSchema.optional(),
  journal: z.string().min(1).optional(),
  redact: z
    .array(z.union([z.string().min(1), z.instanceof(RegExp)]))
    .readonly()
    .optional(),
});

// The types are the schema's; here stand the words for editors, which types that are inferred lose.
type Options = z.input<typeof sharedOptionsSchema>;

/** Those options as people write them. */
export interface SharedOptions {
  /** How many stages are active at once. Default: the cores. */
  readonly concurrency?: Options["concurrency"];
  /** What a required stage's final failure does to the rest. Default `off`. */
  readonly failFast?: Options["failFast"];
  /** How long an aborted function may take to settle before it is abandoned. Default 5 s. */
  readonly grace?: Options["grace"];
  /** The size of each pool that stages take `resources` from. Default 1 each. */
  readonly pools?: Options["pools"];
  /** The pipeline's name in events and reports. */
  readonly pipeline?: Options["pipeline"];
  /** The run's id. Default: made from the time and chance. */
  readonly runId?: Options["runId"];
  /** Folder of the journals. */
  readonly journal?: Options["journal"];
  /** Secrets: texts, or patterns, that events show as `[redacted]`. */
  readonly redact?: Options["redact"];
}

/** The default of `concurrency`. */
export function defaultConcurrency(): number {
  return availableParallelism();
}

function ofCores(percentage: string): number {
  const share = percentage.trim() === "" ? Number.NaN : Number(percentage);
  return share > 0 ? Math.max(1, Math.floor((availableParallelism() * share) / 100)) : Number.NaN;
}
