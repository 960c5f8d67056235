import { expect, test } from "vitest";
import { createReporterFeed, type OpenReporter } from "../../../src/cli/outputs/reporter-feed.ts";
import type { Around } from "../../../src/model/tracing.ts";
import type { Reporter } from "../../../src/report/reporter.ts";
import { RunRecorder, viewOf } from "../../helpers/events.ts";
import { createFakeIo, type FakeTerminal } from "../fake-io.ts";

const { events } = new RunRecorder([{ name: "a" }]).pass("a", 1).end("passed");
const VIEW = viewOf(events);

/** A reporter that counts what it is handed, with its output. */
function counting(hooks: Partial<Reporter> = {}): OpenReporter & { readonly output: FakeTerminal } {
  const output = createFakeIo().stdout;
  const reporter: Reporter = {
    onEvent: (event) => output.write(`${event.seq} `),
    onEnd: (view) => output.write(view.state),
    ...hooks,
  };
  return { name: "plain", output, reporter };
}

async function report(...reporters: readonly OpenReporter[]) {
  const { stderr } = createFakeIo();
  const feed = createReporterFeed(reporters, stderr);
  for (const event of events) feed.next(event, VIEW, JSON.stringify(event));
  return { end: await feed.finish(), told: stderr.text };
}

const ALL = "1 2 3 4 5 6 7 passed";

test("hands every event and the end to each reporter", async () => {
  const [a, b] = [counting(), counting()];
  expect(await report(a, b)).toEqual({ end: "whole", told: "" });
  expect([a.output.text, b.output.text]).toEqual([ALL, ALL]);
});

test("drops a reporter that throws, says so once, and goes on with the others", async () => {
  const fails = () => {
    throw new Error("broken");
  };
  const [a, b] = [counting({ onEvent: fails }), counting()];
  const { end, told } = await report(a, b);
  expect(end).toBe("incomplete");
  expect(told.match(/the reporter plain failed and is left out: Error: broken/g)).toHaveLength(1);
  expect([a.output.text, b.output.text]).toEqual(["", ALL]);
});

test("drops a reporter that fails in the end, even later", async () => {
  const { end, told } = await report(counting({ onEnd: async () => Promise.reject(new Error("broken")) }));
  expect(end).toBe("incomplete");
  expect(told).toContain("Error: broken");
});

test("calls a function within what each reporter has around it", () => {
  const story: string[] = [];
  const around =
    (name: string): Around =>
    (call, callback) => {
      story.push(`${name} enters ${call.stage}`);
      const result = callback();
      story.push(`${name} leaves`);
      return result;
    };
  const reporters = [counting({ around: around("a") }), counting(), counting({ around: around("b") })];
  const feed = createReporterFeed(reporters, createFakeIo().stderr);
  const call = { stage: "api", attempt: 1, phase: "run" } as const;
  expect(feed.around(call, () => story.push("called"))).toBe(3);
  expect(story).toEqual(["b enters api", "a enters api", "called", "a leaves", "b leaves"]);
});

test("leaves alone a reporter whose output has failed", async () => {
  const [a, b] = [counting(), counting()];
  a.output.state = "failed";
  expect(await report(a, b)).toEqual({ end: "incomplete", told: "" });
  expect(b.output.text).toBe(ALL);
});
