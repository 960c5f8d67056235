import { createSimulatedClock } from "stagewright/testing";
import type { Contestant, Job } from "../contestants/contestant.ts";
import { lowerBoundMs, type RandomPlan } from "../workloads/random-plan.ts";
import { runChecked } from "./checked.ts";
import { mean } from "./statistics.ts";

/** Whether what each stage takes is known beforehand. */
export type Knowledge = "cold" | "warm";

export interface Makespan {
  readonly contestant: Contestant;
  /** Multiples of the lower bound. */
  readonly average: number;
  readonly worst: number;
}

/** How far runs are from the earliest possible end, in virtual time. */
export async function measureVirtualMakespans(
  contestants: readonly Contestant[],
  plans: readonly RandomPlan[],
  knowledge: Knowledge,
): Promise<readonly Makespan[]> {
  return await summarise(contestants, plans, async (contestant, plan) => {
    const clock = createSimulatedClock();
    const sleep = (ms: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, ms));
    await clock.runUntil(runChecked(contestant, toJob(plan, knowledge, sleep)));
    return clock.now();
  });
}

/** The same with real timers. All contestants wait at once: none of them has much to compute. */
export async function measureRealMakespans(
  contestants: readonly Contestant[],
  plans: readonly RandomPlan[],
  knowledge: Knowledge,
): Promise<readonly Makespan[]> {
  const ratios = new Map<Contestant, number[]>(contestants.map((contestant) => [contestant, []]));
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  for (const plan of plans) {
    await Promise.all(
      contestants.map(async (contestant) => {
        const begin = performance.now();
        await runChecked(contestant, toJob(plan, knowledge, sleep));
        ratios.get(contestant)?.push((performance.now() - begin) / lowerBoundMs(plan));
      }),
    );
  }
  return [...ratios].map(([contestant, values]) => toMakespan(contestant, values));
}

async function summarise(
  contestants: readonly Contestant[],
  plans: readonly RandomPlan[],
  measure: (contestant: Contestant, plan: RandomPlan) => Promise<number>,
): Promise<readonly Makespan[]> {
  const makespans: Makespan[] = [];
  for (const contestant of contestants) {
    const ratios: number[] = [];
    for (const plan of plans) ratios.push((await measure(contestant, plan)) / lowerBoundMs(plan));
    makespans.push(toMakespan(contestant, ratios));
  }
  return makespans;
}

function toMakespan(contestant: Contestant, ratios: readonly number[]): Makespan {
  return { contestant, average: mean(ratios), worst: Math.max(...ratios) };
}

function toJob({ stages, slots }: RandomPlan, knowledge: Knowledge, sleep: (ms: number) => Promise<void>): Job {
  const durations = stages.map(({ durationMs }) => durationMs);
  return {
    needs: stages.map(({ needs }) => needs),
    concurrency: slots,
    work: (index) => sleep(durations[index] ?? 0),
    durations: knowledge === "warm" ? durations : undefined,
  };
}
