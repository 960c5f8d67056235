import { MAX_DURATION_MS } from "./duration.js";
/**
 * Milliseconds to wait after the failed attempt number `attempt` (1 for the
 * first). With jitter a random part of it: "full jitter" of Marc Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function retryDelayMs(policy, attempt, random) {
    const { delayMs, backoff, maxDelayMs = MAX_DURATION_MS, jitter } = policy;
    const grown = backoff === "exponential" ? delayMs * 2 ** (attempt - 1) : delayMs;
    const capped = Math.min(grown, maxDelayMs);
    return Math.round(jitter ? capped * random() : capped);
}
