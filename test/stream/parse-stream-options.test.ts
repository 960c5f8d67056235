import { NEVER } from "rxjs";
import { expect, test } from "vitest";
import type { StagewrightError } from "../../src/model/problem.ts";
import { eventStream } from "../../src/stream/event-stream.ts";
import { parseStreamOptions } from "../../src/stream/parse-stream-options.ts";

/** What is told of options that are wrong. */
function problemsOf(options: object): readonly string[] {
  try {
    parseStreamOptions(options);
  } catch (error) {
    return (error as StagewrightError).problems.map(({ code, message }) => `${code}: ${message}`);
  }
  return [];
}

test("a duration may be a number or a text", () => {
  expect(parseStreamOptions({ keepAlive: "20s" })).toEqual({ history: 100_000, keepAliveMs: 20_000 });
  expect(parseStreamOptions({ keepAlive: 500, history: 1 })).toEqual({ history: 1, keepAliveMs: 500 });
  expect(parseStreamOptions({ keepAlive: undefined })).toEqual({ history: 100_000, keepAliveMs: 15_000 });
});

test("refuses what a timer cannot hold", () => {
  for (const keepAlive of [0, -1, 2 ** 31, Number.POSITIVE_INFINITY, Number.NaN, "15", "soon", null]) {
    expect(problemsOf({ keepAlive })).toEqual([expect.stringMatching(/^bad-option: keepAlive: expected .*, got /)]);
  }
});

test("refuses a history that is no count of events", () => {
  for (const history of [0, -1, 1.5, Number.POSITIVE_INFINITY, Number.NaN, "100", null]) {
    expect(problemsOf({ history })).toEqual([
      expect.stringMatching(/^bad-option: history: expected a positive integer, got /),
    ]);
  }
});

test("an event stream tells all that is wrong with its options at once", () => {
  expect(() => eventStream({ events$: NEVER }, { history: 0, keepAlive: Number.POSITIVE_INFINITY })).toThrow(
    expect.objectContaining({ name: "StagewrightError", problems: [expect.anything(), expect.anything()] }),
  );
  expect(problemsOf({ keepalive: 5, history: 0 })).toEqual([
    'bad-option: Unknown field "keepalive"; did you mean "keepAlive"?',
    "bad-option: history: expected a positive integer, got 0",
  ]);
});
