import { expect, inject, test } from "vitest";

const apiUrl = inject("apiUrl");

test("an order that was never placed is not found", async () => {
  const response = await fetch(`${apiUrl}/orders/none`);
  expect(response.status).toBe(404);
});
