import { defineStage } from "stagewright";
/** The shop has no metrics yet. We want to know, but not to be stopped by it. */
export default defineStage({
    description: "The API has metrics",
    tags: ["check"],
    dependencies: ["api", "api-ready"],
    optional: true,
    timeout: "5s",
    run: async ({ outputs, signal }) => {
        const response = await fetch(`${outputs.api.url}/metrics`, { signal });
        if (!response.ok)
            throw new Error(`GET /metrics answered ${response.status}`);
    },
});
