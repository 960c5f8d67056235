import { defineStage } from "stagewright";
/** The API listens before it can serve: asks again until it says that it is ready. */
export default defineStage({
    description: "The API answers that it is ready",
    tags: ["check"],
    dependencies: ["api"],
    timeout: "2s",
    retry: { limit: 8, delay: "100ms", backoff: "exponential", maxDelay: "1s" },
    run: async ({ outputs, signal }) => {
        const response = await fetch(`${outputs.api.url}/ready`, { signal });
        if (response.status !== 200)
            throw new Error(`GET /ready answered ${response.status}`);
    },
});
