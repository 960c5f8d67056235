import { describe, expect, it } from "vitest";
import type { StageContext } from "../../../src/model/stage-definition.ts";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.ts";
import { hangs, takes, untilStopped } from "../../helpers/functions.ts";
import { begin, errorsOf, simulate, stageOf, storyOf } from "../../helpers/simulate.ts";

describe("§3.6 Timeouts", () => {
  it("hold for each phase separately where one duration is given", async () => {
    const clock = createSimulatedClock();
    const eighty = takes(clock, 80);
    const ended = await simulate([{ name: "a", timeout: 100, setup: eighty, run: eighty, teardown: eighty }], {
      clock,
    });
    expect(stageOf(ended, "a")).toMatchObject({ status: "passed", durationMs: 240 });
  });

  it.each(["setup", "run", "teardown"] as const)("of one duration ends %s", async (phase) => {
    const ended = await simulate([{ name: "a", timeout: 100, [phase]: untilStopped }]);
    expect(stageOf(ended, "a")).toMatchObject({
      status: "failed",
      attempts: [{ phases: [{ phase, status: "timedOut", durationMs: 100 }] }],
      errors: [{ phase, code: "phase-timeout", message: `${phase} of stage "a" took longer than 100 ms` }],
    });
  });

  it("can differ from phase to phase, and leave the others without one", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [{ name: "a", timeout: { run: "1s" }, setup: takes(clock, 3_600_000), run: untilStopped }],
      { clock },
    );
    expect(stageOf(ended, "a").attempts[0]?.phases).toMatchObject([
      { phase: "setup", status: "passed", durationMs: 3_600_000 },
      { phase: "run", status: "timedOut", durationMs: 1_000 },
    ]);
  });

  it("hold for a function that keeps the thread busy, too: it ends first, but has not passed", async () => {
    const clock = createSimulatedClock();
    let busyMs = 0;
    const torn: unknown[] = [];
    const ended = await simulate(
      [
        {
          name: "a",
          timeout: { setup: 100 },
          setup: () => {
            busyMs = 700;
            return "server";
          },
          run: () => {},
          teardown: ({ resource }: StageContext<unknown>) => void torn.push(resource),
        },
      ],
      { clock: { ...clock, now: () => clock.now() + busyMs } },
    );
    expect(stageOf(ended, "a")).toMatchObject({
      status: "failed",
      attempts: [{ phases: [{ phase: "setup", status: "timedOut", durationMs: 700 }, { phase: "teardown" }] }],
      errors: [{ phase: "setup", code: "phase-timeout" }],
    });
    expect(torn).toEqual(["server"]);
  });

  it("are none where none is given", async () => {
    const clock = createSimulatedClock();
    const aWeek = takes(clock, 7 * 24 * 3_600_000);
    expect((await simulate([{ name: "a", setup: aWeek, run: aWeek }], { clock })).report.status).toBe("passed");
  });

  it("abort the phase's signal, with the error as its reason", async () => {
    let reason: unknown;
    await simulate([
      {
        name: "a",
        timeout: { run: 100 },
        run: async ({ signal }: StageContext) => {
          await untilStopped({ signal }).catch(() => {});
          reason = signal.reason;
        },
      },
    ]);
    expect(reason).toMatchObject({ name: "PhaseTimeoutError", code: "phase-timeout" });
  });

  it("are told by remaining(), which is Infinity where there is none", async () => {
    const clock = createSimulatedClock();
    const seen: number[] = [];
    await simulate(
      [
        {
          name: "a",
          timeout: { run: 100 },
          setup: ({ remaining }: StageContext) => void seen.push(remaining()),
          run: async ({ remaining }: StageContext) => {
            seen.push(remaining());
            await takes(clock, 40)();
            seen.push(remaining());
            await takes(clock, 100)();
            seen.push(remaining());
          },
        },
      ],
      { clock },
    );
    expect(seen).toEqual([Number.POSITIVE_INFINITY, 100, 60, 0]);
  });

  it("are not reached by a phase that ends in time, however late its stage ends", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [{ name: "a", timeout: { setup: 100 }, setup: takes(clock, 99), run: takes(clock, 500) }],
      { clock },
    );
    expect(ended.report.status).toBe("passed");
  });
});

describe("§3.6 Cooperative ends", () => {
  it("wait for the function to settle before the teardown, so that the two never race", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate([{ name: "a", timeout: { run: 100 }, run: takes(clock, 4_000), teardown: () => {} }], {
      clock,
    });
    expect(stageOf(ended, "a").attempts[0]?.phases).toEqual([
      { phase: "run", status: "timedOut", startedAt: 0, durationMs: 4_000 },
      { phase: "teardown", status: "passed", startedAt: 4_000, durationMs: 0 },
    ]);
  });

  it("wait 5 s where no grace time is given", async () => {
    const ended = await simulate([{ name: "a", timeout: { run: 100 }, run: hangs, teardown: () => {} }]);
    expect(stageOf(ended, "a").attempts[0]?.phases).toEqual([
      { phase: "run", status: "timedOut", startedAt: 0, durationMs: 5_100, abandoned: true },
      { phase: "teardown", status: "passed", startedAt: 5_100, durationMs: 0 },
    ]);
  });

  it("wait as long as the grace time that is given", async () => {
    const ended = await simulate([{ name: "a", timeout: { run: 100 }, run: hangs }], { grace: "250ms" });
    expect(stageOf(ended, "a").durationMs).toBe(350);
  });

  it("do not let what an aborted phase returns make it pass", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate([{ name: "a", timeout: { run: 100 }, run: takes(clock, 150, "late") }], { clock });
    expect(stageOf(ended, "a")).toMatchObject({
      status: "failed",
      attempts: [{ phases: [{ phase: "run", status: "timedOut", durationMs: 150 }] }],
    });
  });

  it("give no output of an aborted phase to anybody", async () => {
    const clock = createSimulatedClock();
    let seen: unknown = "not called";
    await simulate(
      [
        { name: "a", optional: true, timeout: { run: 100 }, run: takes(clock, 150, "late") },
        {
          name: "b",
          dependencies: ["a"],
          run: ({ outputs }: StageContext) => {
            seen = outputs.a;
          },
        },
      ],
      { clock },
    );
    expect(seen).toBeUndefined();
  });

  it("do not count the reason of its signal twice where the function throws that", async () => {
    const ended = await simulate([{ name: "a", timeout: { run: 100 }, run: untilStopped }]);
    expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 100 ms']);
  });

  it("do not count an AbortError that the signal caused", async () => {
    const ended = await simulate([
      {
        name: "a",
        timeout: { run: 100 },
        run: ({ signal }: StageContext) =>
          untilStopped({ signal }).catch(() => {
            throw new DOMException("This operation was aborted", "AbortError");
          }),
      },
    ]);
    expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 100 ms']);
  });

  it("skip the stages that depend on the one that timed out", async () => {
    const ended = await simulate([
      { name: "a", timeout: { run: 100 }, run: hangs, teardown: () => {} },
      { name: "b", dependencies: ["a"] },
    ]);
    expect(stageOf(ended, "b").skip).toEqual({ reason: "dependency-failed", because: ["a"] });
  });
});

describe("§3.6 Abandoned functions", () => {
  it("are told of by name, in the events and in the report", async () => {
    const ended = await simulate([{ name: "a", timeout: { run: 100 }, run: hangs }]);
    expect(ended.events).toContainEqual(
      expect.objectContaining({
        type: "stage.abandoned",
        stage: "a",
        attempt: 1,
        phase: "run",
        begun: true,
        at: 5_100,
      }),
    );
    expect(stageOf(ended, "a").attempts[0]?.phases[0]).toMatchObject({ phase: "run", abandoned: true });
  });

  it("are not said to be abandoned where they settle within the grace time", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate([{ name: "a", timeout: { run: 100 }, run: takes(clock, 5_099) }], { clock });
    expect(ended.events.some(({ type }) => type === "stage.abandoned")).toBe(false);
    expect(stageOf(ended, "a").attempts[0]?.phases[0]).not.toHaveProperty("abandoned");
  });

  it("have their late result ignored", async () => {
    const clock = createSimulatedClock();
    const simulation = begin(
      [
        { name: "a", timeout: { run: 100 }, run: takes(clock, 6_000, "late"), teardown: takes(clock, 3_000) },
        {
          name: "b",
          dependencies: [{ stage: "a", on: "settled" }],
          run: ({ outputs }: StageContext) => ({ ...outputs }),
        },
      ],
      { clock },
    );
    const ended = await simulation.finish();
    expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 100 ms']);
    expect(storyOf(ended).filter((line) => line.startsWith("a."))).toEqual([
      "a.run",
      "a.run timedOut, abandoned",
      "a.teardown",
      "a.teardown passed",
    ]);
    expect(ended.events).toContainEqual(expect.objectContaining({ type: "stage.finished", stage: "b", output: {} }));
  });

  it("have their late error ignored", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        {
          name: "a",
          timeout: { run: 100 },
          run: () => takes(clock, 6_000)().then(() => Promise.reject(new Error("late"))),
          teardown: takes(clock, 3_000),
        },
      ],
      { clock },
    );
    expect(errorsOf(ended, "a")).toEqual(['run 1: run of stage "a" took longer than 100 ms']);
    expect(ended.report.errors).toBeUndefined();
  });

  it("leave the teardown without a resource where setup was abandoned", async () => {
    let resource: unknown = "not called";
    await simulate([
      {
        name: "a",
        timeout: { setup: 100 },
        setup: hangs,
        teardown: (context: StageContext<unknown>) => {
          resource = context.resource;
        },
      },
    ]);
    expect(resource).toBeUndefined();
  });

  it("that return a resource late are reported as leaked", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "a", timeout: { setup: 100 }, setup: takes(clock, 6_000, "server"), teardown: () => {} },
        { name: "b", run: takes(clock, 10_000) },
      ],
      { clock },
    );
    expect(storyOf(ended)).toContain("a leaked");
    expect(stageOf(ended, "a").attempts).toMatchObject([{ attempt: 1, leaked: true }]);
  });

  it("that return a resource late are reported as leaked where the stage has no teardown too", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "a", timeout: { setup: 100 }, setup: takes(clock, 6_000, "server") },
        { name: "b", run: takes(clock, 10_000) },
      ],
      { clock },
    );
    expect(stageOf(ended, "a").attempts).toMatchObject([{ attempt: 1, leaked: true }]);
  });

  it("that return nothing late leak nothing", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "a", timeout: { setup: 100 }, setup: takes(clock, 6_000) },
        { name: "b", run: takes(clock, 10_000) },
      ],
      { clock },
    );
    expect(storyOf(ended)).not.toContain("a leaked");
  });

  it("may overlap the next attempt, and the leak is told of the attempt that made it", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        {
          name: "a",
          timeout: { setup: 100 },
          retry: { limit: 1, delay: 100 },
          setup: ({ attempt }: StageContext) => (attempt === 1 ? takes(clock, 6_000, "server")() : "second"),
          run: takes(clock, 2_000),
          teardown: () => {},
        },
      ],
      { clock },
    );
    const attempts = stageOf(ended, "a").attempts;
    expect(attempts.map(({ attempt, leaked }) => [attempt, leaked])).toEqual([
      [1, true],
      [2, undefined],
    ]);
    expect(stageOf(ended, "a").status).toBe("passed");
  });

  it("are teardowns too", async () => {
    const ended = await simulate([
      { name: "a", timeout: { teardown: 100 }, run: () => {}, teardown: hangs },
      { name: "b", dependencies: ["a"] },
    ]);
    expect(storyOf(ended)).toEqual([
      "run.started",
      "a.run",
      "a.run passed",
      "a.teardown",
      "a.teardown timedOut, abandoned",
      "a failed",
      "b dependency-failed",
      "run.finished",
    ]);
  });
});
