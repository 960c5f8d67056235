import assert from "node:assert/strict";
import { defineStage } from "stagewright";
export default defineStage({
    description: "An order is priced and stored",
    tags: ["check"],
    dependencies: ["database", "api", "api-ready"],
    timeout: "5s",
    run: async ({ outputs, signal }) => {
        const response = await fetch(`${outputs.api.url}/orders`, {
            method: "POST",
            body: JSON.stringify({ product: 2, quantity: 3 }),
            signal,
        });
        assert.equal(response.status, 201);
        const order = (await response.json());
        assert.equal(order.total_cents, 38_700);
        const stored = await outputs.database.sql.query("select quantity from orders where id = $1", [order.id]);
        assert.deepEqual(stored.rows, [{ quantity: 3 }]);
        return { order: order.id };
    },
});
