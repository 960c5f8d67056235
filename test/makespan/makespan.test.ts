import { expect, test } from "vitest";
import { lowerBoundMs, type RandomPlan, randomPlan } from "../../bench/workloads/random-plan.ts";
import { startRun } from "../../src/run/start-run.ts";
import { createSimulatedClock } from "../../src/testing/simulated-clock.ts";
import { takes } from "../helpers/functions.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

/** Of the 80 that `npm run bench` measures. */
const PLANS = 20;

/** How long a run of the plan takes in virtual time, as a multiple of the lower bound. */
async function ratioOf(plan: RandomPlan, journal: string): Promise<number> {
  const clock = createSimulatedClock();
  const stages = plan.stages.map(({ needs, durationMs }, index) => ({
    name: `s${index}`,
    dependencies: needs.map((need) => `s${need}`),
    run: takes(clock, durationMs),
  }));
  const { status, durationMs } = await clock.runUntil(
    startRun({ stages, clock, journal, concurrency: plan.slots }).report,
  );
  expect(status).toBe("passed");
  return durationMs / lowerBoundMs(plan);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("runs end close to the earliest possible moment, once durations are known and before", {
  timeout: 120_000,
}, async () => {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let seed = 1; seed <= PLANS; seed += 1) {
    const plan = randomPlan(seed);
    const journal = await writeTempFolder({});
    // The first run knows nothing, and what it learns is all that the second one knows.
    cold.push(await ratioOf(plan, journal));
    warm.push(await ratioOf(plan, journal));
  }
  process.stdout.write(
    `${PLANS} random plans, × the lower bound: warm ${mean(warm).toFixed(4)} on average, ${Math.max(...warm).toFixed(4)} at worst; ` +
      `cold ${mean(cold).toFixed(4)} on average, ${Math.max(...cold).toFixed(4)} at worst\n`,
  );
  expect(mean(warm)).toBeLessThanOrEqual(1.01);
  expect(Math.max(...warm)).toBeLessThanOrEqual(1.08);
  expect(mean(cold)).toBeLessThanOrEqual(1.05);
});
