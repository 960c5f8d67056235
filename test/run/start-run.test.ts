import { describe, expect, it } from "vitest";
import { loadStages } from "../../src/load/load-stages.ts";
import { StagewrightError } from "../../src/model/problem.ts";
import type { StageContext } from "../../src/model/stage-definition.ts";
import type { RunOptions } from "../../src/run/run.ts";
import { startRun } from "../../src/run/start-run.ts";
import { createSimulatedClock } from "../../src/testing/simulated-clock.ts";
import { hangs, takes, untilStopped } from "../helpers/functions.ts";
import { begin, endsOf, eventsOfType, simulate, stageOf, storyOf } from "../helpers/simulate.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

/** Options as a user's JavaScript may hand them over. */
function problemsOf(options: object) {
  try {
    startRun(options as RunOptions);
  } catch (error) {
    if (error instanceof StagewrightError) return error.problems;
    throw error;
  }
  throw new Error("Nothing was refused");
}

const codesOf = (options: object) => problemsOf(options).map(({ code, stage }) => [code, stage]);

describe("startRun", () => {
  it("throws synchronously, with every problem of the options and of each definition", () => {
    expect(
      codesOf({
        concurrency: 0,
        grace: "soon",
        stages: [{ name: "a", timeout: -1 }, { name: "b", depends: [] }, { run: () => {} }],
      }),
    ).toEqual([
      ["bad-option", undefined],
      ["bad-option", undefined],
      ["bad-value", "a"],
      ["unknown-field", "b"],
      ["bad-value", undefined],
    ]);
  });

  it.each([
    [{ signal: new AbortController() }, "signal: expected an AbortSignal"],
    [{ signal: null }, "signal: expected an AbortSignal"],
    [{ clock: {} }, "clock: expected a clock, with now(), setTimeout() and clearTimeout()"],
    [{ random: 3 }, "random: expected a function"],
    [{ tracing: 3 }, "tracing: expected an object of hooks"],
    [{ signl: AbortSignal.abort() }, 'Unknown field "signl"; did you mean "signal"?'],
  ])("refuses options that are no data too, before anything starts: %o", (options, message) => {
    expect(problemsOf({ stages: [{ name: "a" }], ...options }).map(({ message }) => message)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it("refuses to start without options", () => {
    expect(() => startRun(undefined as never)).toThrow("bad-option: expected options, got undefined");
  });

  it("throws with every problem of the stages together", () => {
    expect(
      codesOf({
        stages: [
          { name: "a", dependencies: ["b"] },
          { name: "b", dependencies: ["a", "nobody"] },
          { name: "c", dependencies: ["c"] },
          { name: "d" },
          { name: "d" },
        ],
      }).map(([code]) => code),
    ).toEqual(expect.arrayContaining(["duplicate-name", "unknown-dependency", "self-dependency", "cycle"]));
  });

  it("says in one message all that is wrong", () => {
    expect(() => startRun({ stages: [{ name: "a", dependencies: ["b", "c"] }] })).toThrow(/"b"[\s\S]*"c"/);
  });

  it.each([
    ["no stages", { stages: [] }],
    ["stages that are no list", { stages: undefined }],
    ["stages that are an object", { stages: { a: {} } }],
    ["a stage that is null", { stages: [null] }],
    ["a stage that is a text", { stages: ["a"] }],
    ["an unknown option", { stages: [{ name: "a" }], concurency: 2 }],
    ["a selection that is no list", { stages: [{ name: "a" }], selection: { only: "a" } }],
    ["an unknown field of the selection", { stages: [{ name: "a" }], selection: { onyl: ["a"] } }],
    ["pools that are negative", { stages: [{ name: "a" }], pools: { port: -1 } }],
    ["an unknown failFast", { stages: [{ name: "a" }], failFast: "maybe" }],
    ["a resume without a journal", { stages: [{ name: "a" }], resume: "r" }],
    ["a resume id that leads out of the folder", { stages: [{ name: "a" }], resume: "../r", journal: "." }],
  ])("refuses %s", (_, options) => {
    expect(problemsOf(options).length).toBeGreaterThan(0);
  });

  it("returns before the first event, and before any function of a stage is called", async () => {
    let called = false;
    const clock = createSimulatedClock();
    const run = startRun({
      clock,
      stages: [
        {
          name: "a",
          run: () => {
            called = true;
          },
        },
      ],
    });
    expect(called).toBe(false);
    await clock.runUntil(run.report);
    expect(called).toBe(true);
  });

  it("gives a function its name, run, attempt, and the outputs of its direct dependencies", async () => {
    let seen: object = {};
    await simulate(
      [
        { name: "far", run: () => "far" },
        { name: "near", dependencies: ["far"], run: () => "near" },
        { name: "none", run: () => {} },
        {
          name: "a",
          dependencies: ["near", "none"],
          run: ({ name, runId, attempt, outputs }: StageContext) => {
            seen = { name, runId, attempt, outputs: { ...outputs } };
          },
        },
      ],
      { runId: "r" },
    );
    expect(seen).toEqual({ name: "a", runId: "r", attempt: 1, outputs: { near: "near" } });
  });

  it("gives the output of a stage that serves to its dependents", async () => {
    let seen: unknown;
    await simulate([
      { name: "db", keep: "dependents", run: () => ({ url: "db:1" }), teardown: () => {} },
      {
        name: "a",
        dependencies: ["db"],
        run: ({ outputs }: StageContext) => {
          seen = outputs.db;
        },
      },
    ]);
    expect(seen).toEqual({ url: "db:1" });
  });

  it("takes names that every object has", async () => {
    const names = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf", "then", "a.b", "*", " ", "ü"];
    let seen: Record<string, unknown> = {};
    const ended = await simulate([
      ...names.map((name) => ({ name, run: () => `output of ${name}` })),
      {
        name: "last",
        dependencies: names,
        run: ({ outputs }: StageContext) => {
          seen = outputs;
        },
      },
    ]);
    expect(ended.report.stages.map(({ status }) => status)).toEqual(Array(names.length + 1).fill("passed"));
    for (const name of names) expect(seen[name]).toBe(`output of ${name}`);
    expect("isPrototypeOf" in seen).toBe(false);
  });

  it("takes pools with names that every object has", async () => {
    const clock = createSimulatedClock();
    const stages = ["a", "b"].map((name) => ({
      name,
      resources: Object.fromEntries([
        ["__proto__", 1],
        ["constructor", 1],
      ]),
      run: takes(clock, 10),
    }));
    const ended = await simulate(stages, { clock, pools: Object.fromEntries([["constructor", 2]]) });
    expect(ended.report.stages.map(({ startedAt }) => startedAt)).toEqual([0, 10]);
  });

  it("leaves the definitions it is given as they are, so that they can run again", async () => {
    const stages = Object.freeze([
      Object.freeze({ name: "a", tags: Object.freeze(["x"]), run: () => {} }),
      Object.freeze({ name: "b", dependencies: Object.freeze(["a"]) }),
    ]);
    const first = await simulate(stages, { runId: "same" });
    const second = await simulate(stages, { runId: "same" });
    expect(second.report).toEqual(first.report);
  });

  it("runs many runs side by side, none of which knows of another", async () => {
    const clock = createSimulatedClock();
    const runs = Array.from({ length: 20 }, (_, index) =>
      startRun({
        clock,
        concurrency: 1,
        stages: [
          { name: "a", run: takes(clock, 10 + index, index) },
          { name: "b", dependencies: ["a"], run: ({ outputs }: StageContext) => outputs.a },
          { name: "c", dependencies: ["b"], when: ({ outputs }: StageContext) => outputs.b % 2 === 0 },
        ],
      }),
    );
    runs[3]?.cancel();
    const reports = await clock.runUntil(Promise.all(runs.map(({ report }) => report)));
    expect(new Set(reports.map(({ runId }) => runId)).size).toBe(20);
    expect(reports.map(({ status }) => status)).toEqual(
      reports.map((_, index) => (index === 3 ? "cancelled" : "passed")),
    );
    expect(reports[4]).toMatchObject({ durationMs: 14, counts: { passed: 3 } });
    expect(reports[5]).toMatchObject({ durationMs: 15, counts: { passed: 2, skipped: 1 } });
  });

  it("runs long chains and wide graphs without deep calls", async () => {
    const chain = Array.from({ length: 3_000 }, (_, index) => ({
      name: `s${index}`,
      dependencies: index === 0 ? [] : [`s${index - 1}`],
    }));
    const wide = Array.from({ length: 3_000 }, (_, index) => ({ name: `w${index}`, dependencies: ["s2999"] }));
    const clock = createSimulatedClock();
    const run = startRun({ clock, stages: [...chain, ...wide] });
    expect((await clock.runUntil(run.report)).counts.passed).toBe(6_000);
  });

  it("takes its time in real time where no clock is given", async () => {
    const before = Date.now();
    const report = await startRun({ stages: [{ name: "a", run: () => {} }] }).report;
    expect(report.startedAt).toBeGreaterThanOrEqual(before - 1);
    expect(report.startedAt).toBeLessThanOrEqual(Date.now() + 1);
  });
});

describe("the option signal", () => {
  it("cancels the run when it aborts; its reason becomes the run's", async () => {
    const controller = new AbortController();
    const simulation = begin(
      [
        { name: "a", run: untilStopped, teardown: () => {} },
        { name: "b", dependencies: ["a"] },
      ],
      {
        signal: controller.signal,
      },
    );
    await simulation.clock.settle();
    controller.abort(new Error("the service stops"));
    const ended = await simulation.finish();
    expect(ended.report.status).toBe("cancelled");
    expect(eventsOfType(ended, "run.cancelling")).toMatchObject([{ reason: "the service stops", forced: false }]);
    expect(storyOf(ended)).toContain("a.teardown passed");
  });

  it("that is aborted already lets nothing start", async () => {
    let entered = false;
    const run = () => {
      entered = true;
    };
    const ended = await simulate(
      [
        { name: "a", setup: run, run, teardown: run },
        { name: "b", dependencies: ["a"] },
      ],
      {
        signal: AbortSignal.abort("too late"),
      },
    );
    expect(endsOf(ended)).toEqual({ a: "cancelled", b: "cancelled" });
    expect(stageOf(ended, "a").skip).toMatchObject({ message: "too late" });
    expect(ended.report.status).toBe("cancelled");
    expect(entered).toBe(false);
  });

  it("is let go of when the run is over", async () => {
    const controller = new AbortController();
    let listeners = 0;
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    const simulation = begin([{ name: "a" }], { signal });
    simulation.run.cancel();
    await simulation.finish();
    await simulate([{ name: "a", run: () => {} }], { signal });
    expect(listeners).toBe(0);
  });
});

describe("await using", () => {
  it("cancels a run that is not over, and waits for its last teardown", async () => {
    const clock = createSimulatedClock();
    let tornDown = false;
    const teardown = async () => {
      await takes(clock, 100)();
      tornDown = true;
    };
    const leaving = async () => {
      await using _ = startRun({ clock, stages: [{ name: "a", run: untilStopped, teardown }] });
      await clock.settle();
    };
    await clock.runUntil(leaving());
    expect(tornDown).toBe(true);
  });

  it("only waits where the run is over", async () => {
    const simulation = begin([{ name: "a" }]);
    const ended = await simulation.finish();
    await simulation.run[Symbol.asyncDispose]();
    expect(ended.report.status).toBe("passed");
  });
});

describe("pause and resume", () => {
  it("start nothing new in between, and let what is active go on", async () => {
    const clock = createSimulatedClock();
    const simulation = begin(
      [
        { name: "a", setup: takes(clock, 100), run: takes(clock, 100), teardown: takes(clock, 100) },
        { name: "b", dependencies: ["a"], run: takes(clock, 100) },
      ],
      { clock },
    );
    await clock.advance(50);
    simulation.run.pause();
    await clock.advance(950);
    expect(storyOf(simulation)).toContain("a passed");
    expect(storyOf(simulation)).not.toContain("b.run");
    simulation.run.resume();
    const ended = await simulation.finish();
    expect(stageOf(ended, "b").startedAt).toBe(1_000);
    expect(ended.report.status).toBe("passed");
  });

  it("are told as run.paused and run.unpaused, once each", async () => {
    const simulation = begin([{ name: "a", run: () => {} }]);
    simulation.run.resume();
    simulation.run.pause();
    simulation.run.pause();
    await simulation.clock.settle();
    simulation.run.resume();
    simulation.run.resume();
    const story = storyOf(await simulation.finish());
    expect(story.slice(0, 3)).toEqual(["run.started", "run.paused", "run.unpaused"]);
    expect(story.filter((line) => line.endsWith("paused"))).toHaveLength(2);
  });

  it("hold back everything where the pause comes in the turn of startRun", async () => {
    const simulation = begin([{ name: "a", run: () => {} }]);
    simulation.run.pause();
    await simulation.clock.advance(1_000);
    expect(eventsOfType(simulation, "stage.started")).toEqual([]);
    simulation.run.resume();
    expect((await simulation.finish()).report.status).toBe("passed");
  });

  it("hold back a retry that is due", async () => {
    const simulation = begin([
      {
        name: "a",
        retry: { limit: 1, delay: 100 },
        run: ({ attempt }: StageContext) => attempt === 1 && Promise.reject(),
      },
    ]);
    await simulation.clock.advance(50);
    simulation.run.pause();
    await simulation.clock.advance(450);
    simulation.run.resume();
    const ended = await simulation.finish();
    expect(stageOf(ended, "a").attempts[1]?.phases[0]?.startedAt).toBe(500);
  });

  it("hold back no teardown", async () => {
    const clock = createSimulatedClock();
    const simulation = begin(
      [
        { name: "db", keep: "dependents", run: () => {}, teardown: () => {} },
        { name: "a", dependencies: ["db"], run: takes(clock, 100) },
        { name: "b", dependencies: ["a"], keep: "end", run: () => {} },
      ],
      { clock },
    );
    await clock.advance(50);
    simulation.run.pause();
    simulation.run.cancelStage("b");
    await clock.advance(100);
    expect(storyOf(simulation)).toContain("db passed");
    await simulation.finish();
  });

  it("let a paused run be cancelled", async () => {
    const simulation = begin([{ name: "a", run: () => {} }]);
    simulation.run.pause();
    await simulation.clock.settle();
    simulation.run.cancel();
    expect(endsOf(await simulation.finish())).toEqual({ a: "cancelled" });
  });

  it("do nothing to a run that is being cancelled", async () => {
    const simulation = begin([{ name: "a", run: hangs, teardown: () => {} }]);
    await simulation.clock.settle();
    simulation.run.cancel();
    simulation.run.pause();
    const ended = await simulation.finish();
    expect(storyOf(ended)).toContain("a.teardown passed");
    expect(storyOf(ended)).not.toContain("run.paused");
  });

  it("takes the stages of a folder as they were loaded", async () => {
    const folder = await writeTempFolder({
      "a.mjs": "export const run = () => 1;",
      "b.mjs": "export const DEPENDENCIES = ['a'];",
    });
    const { stages } = await startRun({ stages: await loadStages(folder) }).report;
    expect(stages.map(({ name, status }) => [name, status])).toEqual([
      ["a", "passed"],
      ["b", "passed"],
    ]);
  });
});
