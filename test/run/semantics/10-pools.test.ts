import { describe, expect, it } from "vitest";
import { StagewrightError } from "../../../src/model/problem.ts";
import type { StageContext } from "../../../src/model/stage-definition.ts";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.ts";
import { fails, hangs, takes } from "../../helpers/functions.ts";
import {
  begin,
  endsOf,
  errorsOf,
  type SimulationOptions,
  type Stages,
  simulate,
  stageOf,
} from "../../helpers/simulate.ts";

function problemsOf(stages: Stages, options: SimulationOptions = {}) {
  try {
    begin(stages, options);
  } catch (error) {
    if (error instanceof StagewrightError) return error.problems;
    throw error;
  }
  throw new Error("Nothing was refused");
}

describe("§3.10 Pools", () => {
  it("are mutexes where the run gives no size", async () => {
    const clock = createSimulatedClock();
    const stages = ["a", "b", "c"].map((name) => ({ name, resources: { port: 1 }, run: takes(clock, 10) }));
    const ended = await simulate(stages, { clock });
    expect(ended.report.stages.map(({ startedAt }) => startedAt)).toEqual([0, 10, 20]);
  });

  it("have as many units as the run's option says", async () => {
    const clock = createSimulatedClock();
    const stages = [1, 2, 1, 3].map((units, index) => ({
      name: `s${index}`,
      resources: { gb: units },
      run: takes(clock, 10),
    }));
    const ended = await simulate(stages, { clock, pools: { gb: 3 } });
    expect(ended.report.stages.map(({ startedAt }) => startedAt)).toEqual([0, 0, 10, 20]);
  });

  it("let a stage that needs none of them pass by those that wait", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "a", resources: { port: 1 }, run: takes(clock, 10) },
        { name: "b", resources: { port: 1 }, run: takes(clock, 10) },
        { name: "c", run: () => {} },
      ],
      { clock, concurrency: 2 },
    );
    expect(stageOf(ended, "c").startedAt).toBe(0);
  });

  it("are held while a stage is aborting", async () => {
    const ended = await simulate([
      { name: "a", resources: { port: 1 }, run: hangs, timeout: { run: 100 } },
      { name: "b", resources: { port: 1 }, run: () => {} },
    ]);
    expect(stageOf(ended, "b").startedAt).toBe(5_100);
  });

  it("are held by a stage that serves, until its teardown is over", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "db", keep: "dependents", resources: { port: 1 }, run: () => {}, teardown: takes(clock, 10) },
        { name: "test", dependencies: ["db"], run: takes(clock, 100) },
        { name: "other", resources: { port: 1 }, run: () => {} },
      ],
      { clock },
    );
    expect(stageOf(ended, "other").startedAt).toBe(110);
  });

  it("that several stages ask for in part are never overdrawn", async () => {
    const clock = createSimulatedClock();
    let used = 0;
    let most = 0;
    const run = async () => {
      used += 2;
      most = Math.max(most, used);
      await takes(clock, 10)();
      used -= 2;
    };
    const stages = Array.from({ length: 9 }, (_, index) => ({ name: `s${index}`, resources: { cpu: 2, gb: 1 }, run }));
    await simulate(stages, { clock, pools: { cpu: 5, gb: 9 } });
    expect(most).toBe(4);
  });

  it("refuse a stage that asks for more than there is", () => {
    expect(problemsOf([{ name: "a", resources: { gb: 4 } }], { pools: { gb: 3 } })).toMatchObject([
      { code: "pool-too-small", stage: "a" },
    ]);
    expect(problemsOf([{ name: "a", resources: { gb: 2 } }])).toMatchObject([{ code: "pool-too-small", stage: "a" }]);
  });

  it("are refused by a name that is nearly that of a pool of the run, and not by one of their own", async () => {
    const stages = [{ name: "a", resources: { prot: 1, disk: 1 } }];
    expect(problemsOf(stages, { pools: { port: 2 } })).toMatchObject([{ code: "unknown-pool", stage: "a" }]);
    expect(await simulate(stages, { pools: { port: 2, prot: 1 } })).toMatchObject({ report: { status: "passed" } });
  });

  it("refuse a stage that, with the kept stages it needs, asks for more than there is", () => {
    const stages = [
      { name: "db", keep: "dependents" as const, resources: { gb: 2 } },
      { name: "test", dependencies: ["db"], resources: { gb: 2 } },
    ];
    expect(problemsOf(stages, { pools: { gb: 3 } })).toMatchObject([{ code: "pool-too-small", stage: "test" }]);
  });

  it("refuse no stage whose kept dependencies are let go of", async () => {
    const ended = await simulate([
      { name: "db", keep: "run", resources: { gb: 1 } },
      { name: "test", dependencies: ["db"], resources: { gb: 1 }, run: () => {} },
    ]);
    expect(endsOf(ended)).toEqual({ db: "passed", test: "passed" });
  });
});

describe("§3.10 Starvation that arises only by the order of things", () => {
  const clash: Stages = [
    { name: "db", keep: "end", resources: { port: 1 }, run: () => {}, teardown: () => {}, estimate: "1m" },
    { name: "other", resources: { port: 1 }, run: () => {}, estimate: "1s" },
    { name: "afterOther", dependencies: ["other"] },
    { name: "rescue", dependencies: [{ stage: "other", on: "settled" }], run: () => {} },
  ];

  it("skips the starved stages, and says who keeps what they need", async () => {
    const ended = await simulate(clash, { concurrency: 1 });
    expect(endsOf(ended)).toEqual({
      db: "passed",
      other: "starved",
      afterOther: "dependency-skipped",
      rescue: "passed",
    });
    expect(stageOf(ended, "other").skip).toEqual({
      reason: "starved",
      because: ["db"],
      message: 'pool "port" has too few free units: db keeps them',
    });
  });

  it("ends the run failed", async () => {
    expect((await simulate(clash, { concurrency: 1 })).report.status).toBe("failed");
  });

  it("is not assumed while anything is active", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "db", keep: "dependents", resources: { port: 1 }, run: () => {}, teardown: () => {} },
        { name: "test", dependencies: ["db"], run: takes(clock, 100) },
        { name: "other", resources: { port: 1 }, run: () => {} },
      ],
      { clock },
    );
    expect(endsOf(ended)).toMatchObject({ other: "passed" });
  });

  it("is not assumed while a retry waits", async () => {
    const ended = await simulate([
      { name: "db", keep: "dependents", resources: { port: 1 }, run: () => {}, teardown: () => {} },
      {
        name: "test",
        dependencies: ["db"],
        retry: { limit: 1 },
        run: ({ attempt }: StageContext) => attempt === 1 && fails(),
      },
      { name: "other", resources: { port: 1 }, run: () => {} },
    ]);
    expect(endsOf(ended)).toEqual({ db: "passed", test: "passed", other: "passed" });
  });

  it("is not assumed while the run is paused", async () => {
    const simulation = begin([
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"], run: () => {} },
    ]);
    simulation.run.pause();
    await simulation.clock.settle();
    simulation.run.resume();
    expect(endsOf(await simulation.finish())).toEqual({ a: "passed", b: "passed" });
  });

  it("fails a stage whose next attempt can never have its units", async () => {
    const ended = await simulate([
      { name: "a", resources: { port: 1 }, run: fails, retry: { limit: 1 } },
      { name: "db", keep: "end", resources: { port: 1 }, run: () => {}, teardown: () => {} },
    ]);
    expect(endsOf(ended)).toEqual({ a: "failed", db: "passed" });
    expect(errorsOf(ended, "a")).toEqual([
      "run 1: broken",
      'retry 1: Starved: pool "port" has too few free units: db keeps them',
    ]);
    expect(ended.report.status).toBe("failed");
  });

  it("of an optional stage alone does not fail the run", async () => {
    const ended = await simulate(
      [
        { name: "db", keep: "end", resources: { port: 1 }, run: () => {} },
        { name: "other", optional: true, resources: { port: 1 } },
      ],
      { concurrency: 1 },
    );
    expect(endsOf(ended)).toEqual({ db: "passed", other: "starved" });
    expect(ended.report.status).toBe("passed");
  });
});
