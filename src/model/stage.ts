import type { StandardSchemaV1 } from "@standard-schema/spec";
import type * as z from "zod";
import type { EdgeCondition, Keep } from "./outcome.ts";
import type { stageDefinitionSchema } from "./stage-definition.ts";

/** One dependency of a stage. */
export interface Edge {
  readonly stage: string;
  readonly on: EdgeCondition;
}

/** When and how often a failed attempt is followed by another. */
export interface RetryPolicy {
  /** Attempts after the first; 0: none. */
  readonly limit: number;
  readonly delayMs: number;
  readonly backoff: "fixed" | "exponential";
  readonly maxDelayMs: number | undefined;
  readonly jitter: boolean;
}

/** Milliseconds each phase may take; undefined: no limit. */
export interface PhaseTimeouts {
  readonly setup: number | undefined;
  readonly run: number | undefined;
  readonly teardown: number;
}

/** Units of one pool that a stage holds while it is active. */
export interface PoolDemand {
  readonly pool: string;
  readonly units: number;
}

/** What the user wrote; called by an executor only. */
export interface StageFunctions {
  readonly when: ((context: never) => unknown) | undefined;
  readonly setup: ((context: never) => unknown) | undefined;
  readonly run: ((context: never) => unknown) | undefined;
  readonly teardown: ((context: never) => unknown) | undefined;
  readonly retryWhen: ((error: unknown) => unknown) | undefined;
  readonly output: StandardSchemaV1 | undefined;
}

/** A validated stage with every default filled in and every duration in milliseconds. */
export interface Stage {
  readonly name: string;
  /** Where it was defined, for messages. */
  readonly file: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly dependencies: readonly Edge[];
  readonly optional: boolean;
  readonly keep: Keep;
  readonly timeouts: PhaseTimeouts;
  readonly retry: RetryPolicy;
  readonly demands: readonly PoolDemand[];
  readonly estimateMs: number | undefined;
  readonly executor: "inline";
  readonly functions: StageFunctions;
}

export const DEFAULT_TEARDOWN_TIMEOUT_MS = 30_000;
export const DEFAULT_RETRY_DELAY_MS = 1_000;

/** Fills in the defaults of a parsed definition. */
export function toStage(
  definition: z.output<typeof stageDefinitionSchema>,
  { name, file }: { readonly name: string; readonly file?: string | undefined },
): Stage {
  const { timeout, retry } = definition;
  const timeouts = typeof timeout === "number" ? { setup: timeout, run: timeout, teardown: timeout } : timeout;
  return {
    name,
    file,
    description: definition.description,
    tags: definition.tags ?? [],
    dependencies: (definition.dependencies ?? []).map((edge) =>
      typeof edge === "string" ? { stage: edge, on: "passed" } : { stage: edge.stage, on: edge.on ?? "passed" },
    ),
    optional: definition.optional ?? false,
    keep: definition.keep ?? "run",
    timeouts: {
      setup: timeouts?.setup,
      run: timeouts?.run,
      teardown: timeouts?.teardown ?? DEFAULT_TEARDOWN_TIMEOUT_MS,
    },
    retry: {
      limit: retry?.limit ?? 0,
      delayMs: retry?.delay ?? DEFAULT_RETRY_DELAY_MS,
      backoff: retry?.backoff ?? "fixed",
      maxDelayMs: retry?.maxDelay,
      jitter: retry?.jitter ?? false,
    },
    demands: Object.entries(definition.resources ?? {}).map(([pool, units]) => ({ pool, units })),
    estimateMs: definition.estimate,
    executor: definition.executor ?? "inline",
    functions: {
      when: definition.when,
      setup: definition.setup,
      run: definition.run,
      teardown: definition.teardown,
      retryWhen: retry?.when,
      output: definition.output,
    },
  };
}
