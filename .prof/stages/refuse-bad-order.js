import assert from "node:assert/strict";
import { defineStage } from "stagewright";
export default defineStage({
    description: "An order of nothing is refused",
    tags: ["check"],
    dependencies: ["api", "api-ready"],
    timeout: "5s",
    run: async ({ outputs, signal }) => {
        const body = JSON.stringify({ product: 1, quantity: 0 });
        const response = await fetch(`${outputs.api.url}/orders`, { method: "POST", body, signal });
        assert.equal(response.status, 422);
    },
});
