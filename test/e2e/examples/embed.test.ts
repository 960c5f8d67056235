import { expect, test } from "vitest";
import { startExample } from "./example-process.ts";

test("a program sees each event of its run, and its report", async () => {
  const { code, lines } = await startExample("embed.ts").end;
  expect(lines.at(-1)).toBe("passed");
  expect(lines.join("\n")).toMatch(/stage\.serving cache[\s\S]*stage\.finished check[\s\S]*stage\.finished cache/);
  expect(code).toBe(0);
});
