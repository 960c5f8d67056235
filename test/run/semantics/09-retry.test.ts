import { describe, expect, it } from "vitest";
import type { StageContext } from "../../../src/model/stage-definition.ts";
import { createSimulatedClock } from "../../../src/testing/simulated-clock.ts";
import { fails, takes } from "../../helpers/functions.ts";
import { begin, endsOf, errorsOf, eventsOfType, simulate, stageOf, storyOf } from "../../helpers/simulate.ts";

/** Passes from the given attempt on. */
const passesAt =
  (first: number) =>
  ({ attempt }: StageContext) => {
    if (attempt < first) throw new Error(`not yet: ${attempt}`);
    return attempt;
  };

function delaysOf(retry: object, random?: () => number): Promise<readonly number[]> {
  return simulate([{ name: "a", run: fails, retry: { limit: 4, ...retry } }], random && { random }).then((ended) =>
    eventsOfType(ended, "stage.retrying").map(({ delayMs }) => delayMs),
  );
}

describe("§3.9 Retry", () => {
  it("counts with limit the attempts after the first", async () => {
    const ended = await simulate([{ name: "a", run: fails, retry: { limit: 2 } }]);
    expect(stageOf(ended, "a").attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(endsOf(ended)).toEqual({ a: "failed" });
  });

  it("does not take place by default, nor with a limit of 0", async () => {
    const ended = await simulate([
      { name: "a", run: fails },
      { name: "b", run: fails, retry: { limit: 0 } },
    ]);
    expect(ended.report.stages.map(({ attempts }) => attempts.length)).toEqual([1, 1]);
  });

  it("stops at the first attempt that passes", async () => {
    const ended = await simulate([{ name: "a", run: passesAt(2), retry: { limit: 5 } }]);
    expect(stageOf(ended, "a")).toMatchObject({ status: "passed", attempts: [{ attempt: 1 }, { attempt: 2 }] });
  });

  it("makes each attempt a full setup, run and teardown", async () => {
    const ended = await simulate([
      { name: "a", setup: () => {}, run: passesAt(2), teardown: () => {}, retry: { limit: 1 } },
    ]);
    expect(storyOf(ended).slice(1, -1)).toEqual([
      "a.setup",
      "a.setup passed",
      "a.run",
      "a.run failed",
      "a.teardown",
      "a.teardown passed",
      "a retrying",
      "a.setup",
      "a.setup passed",
      "a.run",
      "a.run passed",
      "a.teardown",
      "a.teardown passed",
      "a passed",
    ]);
  });

  it("gives each attempt a resource of its own", async () => {
    const seen: unknown[] = [];
    await simulate([
      {
        name: "a",
        setup: ({ attempt }: StageContext) => (attempt === 1 ? "first" : undefined),
        run: ({ resource }: StageContext<unknown>) => {
          seen.push(resource);
          throw new Error("broken");
        },
        retry: { limit: 1 },
      },
    ]);
    expect(seen).toEqual(["first", undefined]);
  });

  it("also follows a failing setup, a failing teardown and a timeout", async () => {
    const clock = createSimulatedClock();
    const slowAtFirst = ({ attempt }: StageContext) => (attempt === 1 ? takes(clock, 1_000)() : undefined);
    const ended = await simulate(
      [
        { name: "inSetup", setup: passesAt(2), retry: { limit: 1 } },
        { name: "inTeardown", run: () => {}, teardown: passesAt(2), retry: { limit: 1 } },
        { name: "slow", run: slowAtFirst, timeout: { run: 10 }, retry: { limit: 1 } },
      ],
      { clock },
    );
    expect(endsOf(ended)).toEqual({ inSetup: "passed", inTeardown: "passed", slow: "passed" });
    expect(ended.report.counts.flaky).toBe(3);
  });

  it("waits in pending", async () => {
    const simulation = begin([{ name: "a", run: fails, retry: { limit: 1, delay: 1_000 } }]);
    await simulation.clock.advance(500);
    expect(simulation.run.explain("a")).toMatchObject({
      state: "pending",
      text: "a waits to be tried again: attempt 2 is due in 1.0s.",
    });
    await simulation.finish();
  });

  it("lets only the last attempt decide, for the stage and for its dependents", async () => {
    const ended = await simulate([
      { name: "a", run: passesAt(3), retry: { limit: 2 } },
      { name: "b", dependencies: ["a"], run: ({ outputs }: StageContext) => outputs.a },
      { name: "rescue", dependencies: [{ stage: "a", on: "failed" }] },
    ]);
    expect(endsOf(ended)).toEqual({ a: "passed", b: "passed", rescue: "dependency-passed" });
    expect(eventsOfType(ended, "stage.finished").find(({ stage }) => stage === "b")).toMatchObject({ output: 3 });
  });

  it("marks a stage that passed after one as flaky, and no other", async () => {
    const ended = await simulate([
      { name: "flaky", run: passesAt(2), retry: { limit: 1 } },
      { name: "solid", run: () => {}, retry: { limit: 1 } },
      { name: "broken", run: fails, retry: { limit: 1 } },
    ]);
    expect(ended.report.stages.map(({ name, flaky }) => [name, flaky])).toEqual([
      ["flaky", true],
      ["solid", false],
      ["broken", false],
    ]);
    expect(ended.report.counts.flaky).toBe(1);
  });

  it("does not take place once an attempt has served", async () => {
    const ended = await simulate([
      { name: "db", keep: "dependents", run: () => {}, teardown: fails, retry: { limit: 3 } },
      { name: "test", dependencies: ["db"] },
    ]);
    expect(stageOf(ended, "db")).toMatchObject({ status: "failed", attempts: [{ attempt: 1 }] });
  });

  it("takes place before a kept stage serves", async () => {
    const ended = await simulate([
      { name: "db", keep: "dependents", run: passesAt(2), teardown: () => {}, retry: { limit: 1 } },
      { name: "test", dependencies: ["db"], run: () => {} },
    ]);
    expect(endsOf(ended)).toEqual({ db: "passed", test: "passed" });
  });

  it("gives its slot and its pool units to others while it waits", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "a", run: passesAt(2), retry: { limit: 1, delay: 100 }, resources: { port: 1 }, estimate: 1_000 },
        { name: "b", run: takes(clock, 50), resources: { port: 1 } },
      ],
      { clock, concurrency: 1 },
    );
    expect(stageOf(ended, "b")).toMatchObject({ startedAt: 0, durationMs: 50 });
    expect(stageOf(ended, "a").attempts[1]?.phases[0]?.startedAt).toBe(100);
  });

  it("waits for a slot when it is due", async () => {
    const clock = createSimulatedClock();
    const ended = await simulate(
      [
        { name: "a", run: passesAt(2), retry: { limit: 1, delay: 100 }, estimate: 1_000 },
        { name: "b", run: takes(clock, 500) },
      ],
      { clock, concurrency: 1 },
    );
    expect(stageOf(ended, "a").attempts[1]?.phases[0]?.startedAt).toBe(500);
  });

  describe("delay", () => {
    it("is 1 s by default, each time the same", async () => {
      expect(await delaysOf({})).toEqual([1_000, 1_000, 1_000, 1_000]);
    });

    it("doubles with exponential backoff", async () => {
      expect(await delaysOf({ delay: 100, backoff: "exponential" })).toEqual([100, 200, 400, 800]);
    });

    it("is at most maxDelay", async () => {
      expect(await delaysOf({ delay: 100, backoff: "exponential", maxDelay: 300 })).toEqual([100, 200, 300, 300]);
    });

    it("never exceeds what a timer can wait", async () => {
      const ended = await simulate([
        { name: "a", run: fails, retry: { limit: 3, delay: 2 ** 31 - 1, backoff: "exponential" } },
      ]);
      expect(eventsOfType(ended, "stage.retrying").map(({ delayMs }) => delayMs)).toEqual(Array(3).fill(2 ** 31 - 1));
    });

    it("with jitter is a random part of itself, from the run's own source", async () => {
      const numbers = [0, 0.25, 0.5, 1];
      const random = () => numbers.shift() ?? 0;
      expect(await delaysOf({ delay: 100, jitter: true }, random)).toEqual([0, 25, 50, 100]);
    });

    it("really passes", async () => {
      const ended = await simulate([{ name: "a", run: fails, retry: { limit: 2, delay: "30s" } }]);
      expect(stageOf(ended, "a").attempts.map(({ phases }) => phases[0]?.startedAt)).toEqual([0, 30_000, 60_000]);
    });
  });

  describe("when", () => {
    it("gets the attempt's first error as it was thrown", async () => {
      const errors: unknown[] = [];
      const thrown = { status: 503 };
      await simulate([
        {
          name: "a",
          run: () => {
            throw thrown;
          },
          teardown: fails,
          retry: {
            limit: 1,
            when: (error) => {
              errors.push(error);
              return true;
            },
          },
        },
      ]);
      expect(errors).toEqual([thrown]);
      expect(errors[0]).toBe(thrown);
    });

    it("refuses a retry by returning false, also in a promise", async () => {
      const ended = await simulate([
        { name: "a", run: fails, retry: { limit: 3, when: () => false } },
        { name: "b", run: fails, retry: { limit: 3, when: async () => false } },
      ]);
      expect(ended.report.stages.map(({ attempts }) => attempts.length)).toEqual([1, 1]);
      expect(errorsOf(ended, "a")).toEqual(["run 1: broken"]);
    });

    it("is not asked where no attempt is left", async () => {
      let asked = 0;
      const when = () => {
        asked += 1;
        return true;
      };
      await simulate([{ name: "a", run: fails, retry: { limit: 2, when } }]);
      expect(asked).toBe(2);
    });

    it("fails the stage with an error of phase retry where it throws", async () => {
      const ended = await simulate([
        {
          name: "a",
          run: fails,
          retry: {
            limit: 3,
            when: () => {
              throw new Error("cannot say");
            },
          },
        },
      ]);
      expect(errorsOf(ended, "a")).toEqual(["run 1: broken", "retry 1: cannot say"]);
    });
  });
});
