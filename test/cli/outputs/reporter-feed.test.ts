import { expect, test } from "vitest";
import { createReporterFeed, type OpenReporter } from "../../../src/cli/outputs/reporter-feed.ts";
import { currentStageScope, runInScope, type StageScope } from "../../../src/execute/stage-scope.ts";
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
  return { name: "plain", output, outputs: [output], reporter };
}

async function report(...reporters: readonly OpenReporter[]) {
  const io = createFakeIo();
  const feed = createReporterFeed(reporters, io);
  for (const event of events) feed.next(event, VIEW, JSON.stringify(event));
  return { end: await feed.finish(), told: io.stderr.text };
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

test("drops a reporter whose hook rejects, which harms nobody else", async () => {
  const [a, b] = [counting({ onEvent: async () => Promise.reject(new Error("broken")) }), counting()];
  const { end, told } = await report(a, b);
  expect(end).toBe("incomplete");
  expect(told).toContain("Error: broken");
  expect(b.output.text).toBe(ALL);
});

test("what a reporter starts at a stage's event is not the stage's", () => {
  let scope: StageScope | undefined | "unset" = "unset";
  const feed = createReporterFeed([counting({ onEvent: () => (scope = currentStageScope()) })], createFakeIo());
  const [event] = events;
  const stage = { runId: "r", stage: "a", fail: () => true, log: () => true, onClose: () => {} };
  runInScope(stage, () => event && feed.next(event, VIEW, ""), undefined);
  expect(scope).toBeUndefined();
});

test("a reporter that never ends costs no other its report, and is told of once nothing else is left to do", async () => {
  const io = createFakeIo();
  const [a, b] = [counting({ onEnd: () => new Promise(() => {}) }), counting()];
  const feed = createReporterFeed([a, b], io);
  for (const event of events) feed.next(event, VIEW, "");
  const finished = feed.finish();
  expect(b.output.text).toBe(ALL);
  io.host.emit("beforeExit");
  expect(await finished).toBe("incomplete");
  expect(io.stderr.text).toContain(
    "the reporter plain failed and is left out: Error: its onEnd does not come to an end",
  );
});

test("a reporter that cannot make room loses no line of others", () => {
  const io = createFakeIo();
  const fails = (write: () => void) => {
    write();
    throw new Error("broken");
  };
  const feed = createReporterFeed([counting({ aside: fails })], io);
  let lines = 0;
  feed.aside(() => (lines += 1));
  feed.aside(() => (lines += 1));
  expect(lines).toBe(2);
  expect(io.stderr.text).toContain("Error: broken");
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
  const feed = createReporterFeed(reporters, createFakeIo());
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
