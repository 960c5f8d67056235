import type { Contestant, Job } from "../contestants/contestant.ts";
import { SHAPES, type Shape } from "../workloads/shapes.ts";
import { runChecked } from "./checked.ts";
import { median, medianRatio } from "./statistics.ts";

export interface CostOptions {
  readonly shape: Shape;
  readonly size: number;
  readonly rounds: number;
}

export interface Cost {
  readonly contestant: Contestant;
  /** Microseconds a stage, the median of the rounds; undefined where the job is too large for it. */
  readonly microseconds: number | undefined;
  /** As a multiple of what the reference takes in the same round. */
  readonly ratio: number | undefined;
}

/** Small jobs are run so often that each measure is of as many stages. */
const STAGES_A_MEASURE = 5_000;
const CONCURRENCY = 16;

/** What a stage costs where its work is nothing. The contestants take turns; the first is the reference. */
export async function measureCosts(
  contestants: readonly [Contestant, ...Contestant[]],
  options: CostOptions,
): Promise<readonly Cost[]> {
  const { shape, size, rounds } = options;
  const job: Job = {
    needs: SHAPES[shape](size),
    concurrency: CONCURRENCY,
    work: () => undefined,
    durations: undefined,
  };
  const able = contestants.filter(({ maxStages = Number.POSITIVE_INFINITY }) => size <= maxStages);
  const times = new Map<Contestant, number[]>(able.map((contestant) => [contestant, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const contestant of able) {
      const time = await measure(contestant, job);
      // The first round is for the compiler.
      if (round >= 0) times.get(contestant)?.push(time);
    }
  }
  const reference = times.get(contestants[0]) ?? [];
  return contestants.map((contestant) => {
    const own = times.get(contestant);
    return {
      contestant,
      microseconds: own && median(own),
      ratio: own && medianRatio(own, reference),
    };
  });
}

async function measure(contestant: Contestant, job: Job): Promise<number> {
  const repeats = Math.max(1, Math.floor(STAGES_A_MEASURE / job.needs.length));
  globalThis.gc?.();
  const begin = performance.now();
  for (let repeat = 0; repeat < repeats; repeat += 1) await runChecked(contestant, job);
  return ((performance.now() - begin) * 1_000) / repeats / job.needs.length;
}
