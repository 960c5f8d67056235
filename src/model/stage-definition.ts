import type { Readable } from "node:stream";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import * as z from "zod";
import { durationSchema } from "./duration.ts";
import { edgeConditionSchema, keepSchema } from "./outcome.ts";
import { unitsSchema } from "./units.ts";

/** The outputs of a stage's direct dependencies by name. A stage in a file of its own cannot know their types. */
// biome-ignore lint/suspicious/noExplicitAny: `unknown` would make every use of an output a cast in the user's file.
export type DependencyOutputs = Readonly<Record<string, any>>;

/** What every function of a stage is called with. */
export interface StageContext<Resource = undefined> {
  /** The stage's name. */
  readonly name: string;
  readonly runId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted on timeout and on cancel; each phase has its own. */
  readonly signal: AbortSignal;
  /** The outputs of the direct dependencies that have one, by stage name. */
  readonly outputs: DependencyOutputs;
  /** What `setup` returned. In `teardown` it is undefined where `setup` did not pass. */
  readonly resource: Resource;
  /**
   * Adds a line, with optional JSON fields, to the run's events. Of a stream, such as the `stdout` of a
   * child process, each of its lines, for as long as the stage is not over.
   */
  log(message: string | Readable, fields?: Readonly<Record<string, unknown>>): void;
  /** Adds a `progress` event with any JSON value. */
  emit(data: unknown): void;
  /** Milliseconds until the phase's timeout; `Infinity` where it has none. */
  remaining(): number;
}

const anyFunction = () =>
  z.custom<(context: never) => unknown>((value) => typeof value === "function", { error: "expected a function" });

const nameSchema = z.string().min(1, { error: "expected a name of at least one character" });

const edgeSchema = z.union([nameSchema, z.strictObject({ stage: nameSchema, on: edgeConditionSchema.optional() })], {
  error: 'expected a stage\'s name or { stage, on: "passed" | "settled" | "failed" }',
});

const timeoutSchema = z.union(
  [
    durationSchema,
    z.strictObject({
      setup: durationSchema.optional(),
      run: durationSchema.optional(),
      teardown: durationSchema.optional(),
    }),
  ],
  {
    error:
      'expected a duration such as 1500 or "30s" (more than 0, at most about 24 days), or { setup, run, teardown } with one each',
  },
);

const retrySchema = z.strictObject({
  limit: z.int().min(0),
  delay: durationSchema.optional(),
  backoff: z.enum(["fixed", "exponential"]).optional(),
  maxDelay: durationSchema.optional(),
  jitter: z.boolean().optional(),
  when: z
    .custom<(error: unknown) => boolean | PromiseLike<boolean>>((value) => typeof value === "function", {
      error: "expected a function",
    })
    .optional(),
});

const standardSchema = z.custom<StandardSchemaV1>(
  (value) =>
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    typeof (value as Partial<StandardSchemaV1>)["~standard"]?.validate === "function",
  { error: "expected a schema that implements Standard Schema (zod, valibot, arktype, …)" },
);

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
export const STAGE_FIELDS: readonly string[] = Object.keys(stageDefinitionSchema.shape);

// The types are the schema's; here stand the words for editors, which types that are inferred lose.
type Fields = z.input<typeof stageDefinitionSchema>;
type RetryFields = z.input<typeof retrySchema>;

/** When and how often a stage that failed is tried again. Each attempt is a whole setup, run and teardown. */
export interface RetryDefinition {
  /** Attempts after the first. */
  readonly limit: RetryFields["limit"];
  /** Wait before the next attempt. Default 1 s. */
  readonly delay?: RetryFields["delay"];
  /** `exponential` doubles the delay with each attempt. Default `fixed`. */
  readonly backoff?: RetryFields["backoff"];
  /** Upper bound of the delay. Default none. */
  readonly maxDelay?: RetryFields["maxDelay"];
  /** Wait a random part of the delay instead of all of it. Default false. */
  readonly jitter?: RetryFields["jitter"];
  /** Called with the attempt's first error; false means no retry. */
  readonly when?: RetryFields["when"];
}

/** A stage definition with the types that tie its functions together. */
export interface TypedStageDefinition<Resource, Output> {
  /** Unique among the stages of a run. Default: from the file's name. */
  readonly name?: Fields["name"];
  /** For people: `list` shows it. */
  readonly description?: Fields["description"];
  /** For `--tag`. */
  readonly tags?: Fields["tags"];
  /** The stages that it needs, by name; `on` says what they must have done. */
  readonly dependencies?: Fields["dependencies"];
  /** Its failure is a warning, and holds no dependent back. Default false. */
  readonly optional?: Fields["optional"];
  /** Skips the stage by returning false, or a string that says why. Called before anything else, inside the stage's slot. */
  when?(context: StageContext): boolean | string | undefined | PromiseLike<boolean | string | undefined>;
  /** Brings the resource up and returns it. */
  setup?(context: StageContext): Resource | PromiseLike<Resource>;
  /** Does the work and returns the stage's output. */
  run?(context: StageContext<Resource>): Output | PromiseLike<Output>;
  /** Takes the resource down; called once for each attempt, whatever came before. */
  teardown?(context: StageContext<Resource | undefined>): unknown;
  /** When `teardown` runs: right after `run` (the default); once the last stage that depends on it, however remotely, is over; when nothing else is left in the run. */
  readonly keep?: Fields["keep"];
  /** How long each phase may take: one for all, or one each. Default: no limit, but 30 s for `teardown`. */
  readonly timeout?: Fields["timeout"];
  /** Whether it is tried again when it failed. */
  readonly retry?: RetryDefinition | undefined;
  /** Units of the run's pools that it holds while it is active, and while it is kept. */
  readonly resources?: Fields["resources"];
  /** How long it takes, for the order of starts, until past runs tell. */
  readonly estimate?: Fields["estimate"];
  /** What `run` returns must fit it; dependents get what it makes of that. */
  readonly output?: Fields["output"];
  /** Where its functions run: in the thread of the run. */
  readonly executor?: Fields["executor"];
}

/** A stage definition whose types of resource and output do not matter here. */
// biome-ignore lint/suspicious/noExplicitAny: a list holds stages of many types; each was checked where it was defined.
export type StageDefinition = TypedStageDefinition<any, any>;

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
export function defineStage<Resource = undefined, Output = unknown>(
  definition: TypedStageDefinition<Resource, Output>,
): TypedStageDefinition<Resource, Output> {
  return definition;
}
