import { expect, test } from "vitest";
import { durationSchema } from "../../src/model/duration.ts";

const read = (value: unknown) => durationSchema.safeParse(value).data;
const refusal = (value: unknown) => durationSchema.safeParse(value).error?.issues[0]?.message;

test("a number is milliseconds, a text has a unit", () => {
  expect([1500, "1500ms", "1.5s", " 5m ", "1h"].map(read)).toEqual([1_500, 1_500, 1_500, 300_000, 3_600_000]);
});

test("a text without a unit is refused: who writes --timeout 10 hardly means 10 ms", () => {
  expect(refusal("10")).toBe('expected a unit, as in "10s" or "10ms", got "10"');
  expect(refusal(" 1.5 ")).toBe('expected a unit, as in "1.5s" or "1.5ms", got " 1.5 "');
});

test("what is no span of time is refused, and what timers cannot hold", () => {
  for (const value of [0, -1, "-1s", "0ms", 2 ** 31, "30d", "soon", "", Number.NaN, null, true]) {
    expect(refusal(value)).toMatch(/^expected /);
  }
});
