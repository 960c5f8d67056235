import assert from "node:assert/strict";
import { defineStage } from "stagewright";
import * as z from "zod";
const products = z.array(z.object({ id: z.number(), name: z.string(), price_cents: z.number() }));
export default defineStage({
    description: "Every product is listed with its price",
    tags: ["check"],
    dependencies: ["api", "api-ready"],
    timeout: "5s",
    output: z.object({ products: z.number().min(1) }),
    run: async ({ outputs, signal }) => {
        const response = await fetch(`${outputs.api.url}/products`, { signal });
        const listed = products.parse(await response.json());
        assert.deepEqual(listed.map(({ name }) => name), ["lamp", "chair", "desk"]);
        return { products: listed.length };
    },
});
