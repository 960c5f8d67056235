import { expect, test } from "vitest";
import { criticalPath } from "../../../src/report/findings/critical-path.ts";
import { slowestStages } from "../../../src/report/findings/slowest-stages.ts";
import { teardownsOf } from "../../../src/report/findings/teardowns.ts";
import { RunRecorder, viewOf } from "../../helpers/events.ts";
import { SCENARIOS } from "../scenarios.ts";

const kept = { keep: "dependents", phases: ["setup", "run", "teardown"] } as const;

test("the critical path goes through what each stage waited for last, a kept stage until it served", () => {
  const { events } = new RunRecorder([
    { name: "database", ...kept },
    { name: "lint" },
    { name: "api", dependencies: ["database", "lint"] },
    { name: "check", dependencies: ["api"] },
  ])
    .start("database")
    .passPhases("database", { setup: 100 })
    .tell("stage.serving", { stage: "database", attempt: 1 })
    .pass("lint", 50)
    .pass("api", 200)
    .pass("check", 30)
    .passPhases("database", { teardown: 500 })
    .finish("database", { status: "passed" })
    .end("passed");
  expect(criticalPath(viewOf(events))).toEqual({
    stages: [
      { name: "lint", durationMs: 50 },
      { name: "api", durationMs: 200 },
      { name: "check", durationMs: 30 },
    ],
    durationMs: 280,
  });
});

test("what was done in no time at the very end is on the critical path", () => {
  const run = new RunRecorder([{ name: "build" }, { name: "announce", dependencies: ["build"] }]);
  const { events } = run.pass("build", 40).pass("announce", 0).end("passed");
  expect(criticalPath(viewOf(events))?.stages.map(({ name }) => name)).toEqual(["build", "announce"]);
});

/** A kept stage, what its failure leaves to others, and a stage that takes 40 ms beside it. */
const withRescue = () =>
  new RunRecorder([
    { name: "database", ...kept },
    { name: "lint" },
    { name: "rescue", dependencies: [{ stage: "database", on: "settled" }, "lint"] },
  ]);

test("a kept stage that failed before it served is decided at its end", () => {
  const run = withRescue().start("database").openPhase("database", "setup").after(10).closePhase("database", "failed");
  run.pass("lint", 40).passPhases("database", { teardown: 50 }).finish("database", { status: "failed" });
  expect(criticalPath(viewOf(run.pass("rescue", 5).end("failed").events))).toEqual({
    stages: [
      { name: "database", durationMs: 100 },
      { name: "rescue", durationMs: 5 },
    ],
    durationMs: 105,
  });
});

test("a kept stage that failed in its teardown was decided when it served", () => {
  const run = withRescue().start("database").passPhases("database", { setup: 10, run: 10 });
  run.tell("stage.serving", { stage: "database", attempt: 1 }).pass("lint", 40).pass("rescue", 5);
  run.openPhase("database", "teardown").after(50).closePhase("database", "failed");
  run.finish("database", { status: "failed" });
  expect(criticalPath(viewOf(run.end("failed").events))?.stages).toEqual([
    { name: "lint", durationMs: 40 },
    { name: "rescue", durationMs: 5 },
  ]);
});

test("nothing that ran has no critical path", () => {
  expect(criticalPath(viewOf(SCENARIOS["cancelled before anything began"]))).toBeUndefined();
});

test("the slowest stages are told by what their functions took, all attempts together", () => {
  expect(slowestStages(viewOf(SCENARIOS["passed on a retry"]), 5)).toEqual([{ name: "smoke", activeMs: 152 }]);
  expect(slowestStages(viewOf(SCENARIOS["failure with a chain of skips"]), 2)).toEqual([
    { name: "database", activeMs: 1_680 },
    { name: "api", activeMs: 1_040 },
  ]);
});

test("teardowns are told apart by what became of them", () => {
  expect(teardownsOf(viewOf(SCENARIOS["failure with a chain of skips"]))).toEqual({
    passed: ["database"],
    failed: ["api"],
    abandoned: [],
    leaked: [],
  });
  expect(teardownsOf(viewOf(SCENARIOS["cancelled twice"]))).toEqual({
    passed: [],
    failed: [],
    abandoned: ["cluster", "cache"],
    leaked: [],
  });
  expect(teardownsOf(viewOf(SCENARIOS["leaked resource"]))).toEqual({
    passed: [],
    failed: [],
    abandoned: [],
    leaked: ["server"],
  });
});

test("teardowns are told in the order in which they ended, dependents first in the same moment", () => {
  const recorder = new RunRecorder([
    { name: "network", ...kept },
    { name: "database", ...kept, dependencies: ["network"] },
    { name: "api", ...kept, dependencies: ["database"] },
  ]);
  for (const name of ["network", "database", "api"]) {
    recorder.start(name).passPhases(name, { setup: 10 }).tell("stage.serving", { stage: name, attempt: 1 });
  }
  recorder
    .passPhases("api", { teardown: 20 })
    .passPhases("database", { teardown: 0 })
    .passPhases("network", { teardown: 5 });
  for (const name of ["api", "database", "network"]) recorder.finish(name, { status: "passed" });
  expect(teardownsOf(viewOf(recorder.end("passed").events)).passed).toEqual(["api", "database", "network"]);
});
