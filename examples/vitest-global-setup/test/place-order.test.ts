import { expect, inject, test } from "vitest";

const apiUrl = inject("apiUrl");

test("an order that was placed is found", async () => {
  const order = JSON.stringify({ product: "lamp", quantity: 2 });
  await fetch(`${apiUrl}/orders/1`, { method: "PUT", body: order });
  const response = await fetch(`${apiUrl}/orders/1`);
  expect(await response.json()).toEqual({ product: "lamp", quantity: 2 });
});
