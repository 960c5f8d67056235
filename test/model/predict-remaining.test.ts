import { describe, expect, it } from "vitest";
import { predictRemainingMs } from "../../src/model/predict-remaining.ts";
import type { StageDefinition } from "../../src/model/stage-definition.ts";
import { createView, type View } from "../../src/model/view.ts";
import { createSimulatedClock } from "../../src/testing/simulated-clock.ts";
import { describePlanOf } from "../helpers/events.ts";
import { takes } from "../helpers/functions.ts";
import { begin } from "../helpers/simulate.ts";

const clock = createSimulatedClock();
const stage = (name: string, ms: number, ...dependencies: readonly string[]): StageDefinition => ({
  name,
  dependencies,
  estimate: ms,
  run: takes(clock, ms),
});

/** What is predicted after so many ms of a run, and at its end. */
async function predict(stages: readonly StageDefinition[], concurrency: number, ...moments: readonly number[]) {
  const beginning = clock.now();
  const simulation = begin(stages, { clock, concurrency });
  let view: View | undefined;
  simulation.run.view$.subscribe((latest) => {
    view = latest;
  });
  const predictions: unknown[] = [];
  for (const moment of moments) {
    await clock.advance(beginning + moment - clock.now());
    predictions.push(view && predictRemainingMs(view, clock.now()));
  }
  await simulation.finish();
  return [...predictions, view && predictRemainingMs(view, clock.now())];
}

describe("the time that is left", () => {
  it("is the longest path through what is left", async () => {
    const stages = [stage("a", 100), stage("b", 50, "a"), stage("c", 10)];
    expect(await predict(stages, 4, 1, 60, 110)).toEqual([149, 90, 40, undefined]);
  });

  it("is all that is left shared among the slots, where that is more", async () => {
    const stages = ["a", "b", "c", "d"].map((name) => stage(name, 100));
    expect(await predict(stages, 2, 1, 150)).toEqual([199, 50, undefined]);
  });

  it("never falls below what has not begun, however late the others are", async () => {
    const late = { name: "late", estimate: 10, run: takes(clock, 1_000) };
    expect(await predict([late, stage("next", 30, "late")], 2, 500)).toEqual([30, undefined]);
  });

  it("counts a stage without an estimate as the mean of the others", async () => {
    const unknown = { name: "unknown", dependencies: ["a"], run: takes(clock, 5) };
    expect(await predict([stage("a", 100), unknown], 2, 1)).toEqual([199, undefined]);
  });

  it("goes through the longest of 150,000 dependencies", () => {
    const names = Array.from({ length: 150_000 }, (_, index) => `s${index}`);
    const stages = names.map((name, index) => ({ name, estimateMs: index === 7 ? 1e9 : 1 }));
    const plan = describePlanOf([...stages, { name: "last", dependencies: names, estimateMs: 2 }]);
    expect(predictRemainingMs({ ...createView(plan), concurrency: 4 }, 0)).toBe(1e9 + 2);
  });

  it("is not known where no stage has an estimate", async () => {
    expect(await predict([{ name: "a", run: takes(clock, 10) }], 2, 1)).toEqual([undefined, undefined]);
  });

  it("does not count an environment that only waits for its dependents", async () => {
    const server: StageDefinition = { ...stage("server", 100), keep: "dependents" };
    expect(await predict([server, stage("user", 50, "server")], 1, 110)).toEqual([40, undefined]);
  });
});
