import { expect, test } from "vitest";
import { durationText, elapsedText } from "../../src/util/duration-text.ts";

test.each([
  [0, "0ms"],
  [0.4, "0ms"],
  [79.9998, "80ms"],
  [999, "999ms"],
  [999.6, "1.0s"],
  [1_250, "1.2s"],
  [59_999, "59.9s"],
  [60_000, "1m 00s"],
  [125_999, "2m 05s"],
  [3_599_999, "59m 59s"],
  [3_600_000, "1h 00m"],
  [90_000_000, "25h 00m"],
])("writes %d ms as a span of time: %s", (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});

test.each([
  [0, "00:00.0"],
  [1_250, "00:01.2"],
  [61_049, "01:01.0"],
  [3_600_100, "60:00.1"],
  [6_000_000, "100:00.0"],
  [-5, "00:00.0"],
])("writes %d ms as time since the start: %s", (elapsedMs, text) => {
  expect(elapsedText(elapsedMs)).toBe(text);
});
