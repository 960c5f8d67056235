/** One stage of a random plan: what it needs, by position, and how long it takes. */
export interface RandomStage {
  readonly needs: readonly number[];
  readonly durationMs: number;
}

export interface RandomPlan {
  readonly stages: readonly RandomStage[];
  readonly slots: number;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A random plan of 100 to 500 stages for 2, 4, 8 or 16 slots. Every second one
 * is layered (each stage needs up to three of the layer before), the others are
 * not (each needs up to three of the thirty stages before). Durations are
 * lognormal: median 1 s, and one in twenty above 5 s.
 */
export function randomPlan(seed: number): RandomPlan {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const size = 100 + below(401);
  const width = 5 + below(40);
  const isLayered = seed % 2 === 0;
  const stages = Array.from({ length: size }, (_, index): RandomStage => {
    const layer = Math.floor(index / width) * width;
    const [from, to] = isLayered ? [layer - width, layer] : [Math.max(0, index - 30), index];
    const needs = from < 0 || to === 0 ? [] : Array.from({ length: below(4) }, () => from + below(to - from));
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return { needs: [...new Set(needs)], durationMs: Math.max(1, Math.round(1_000 * Math.exp(normal))) };
  });
  return { stages, slots: 2 ** (1 + below(4)) };
}

/** No schedule is shorter: the longest path, or all the work shared among the slots. */
export function lowerBoundMs({ stages, slots }: RandomPlan): number {
  const ends: number[] = [];
  let work = 0;
  for (const { needs, durationMs } of stages) {
    ends.push(Math.max(0, ...needs.map((need) => ends[need] ?? 0)) + durationMs);
    work += durationMs;
  }
  return Math.max(...ends, work / slots);
}
