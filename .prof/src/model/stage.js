export const DEFAULT_TEARDOWN_TIMEOUT_MS = 30_000;
export const DEFAULT_RETRY_DELAY_MS = 1_000;
/** Fills in the defaults of a parsed definition. */
export function toStage(definition, { name, file }) {
    const { timeout, retry } = definition;
    const timeouts = typeof timeout === "number" ? { setup: timeout, run: timeout, teardown: timeout } : timeout;
    return {
        name,
        file,
        description: definition.description,
        tags: definition.tags ?? [],
        dependencies: (definition.dependencies ?? []).map((edge) => typeof edge === "string" ? { stage: edge, on: "passed" } : { stage: edge.stage, on: edge.on ?? "passed" }),
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
