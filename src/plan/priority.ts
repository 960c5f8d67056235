import type { EstimateOf, Plan, PlannedStage } from "../model/plan.ts";
import { at } from "../util/at.ts";
import { poolSize } from "./pools.ts";

export interface RankOptions {
  readonly estimateOf: EstimateOf;
  /** The size of each pool; 1 where none is given. */
  readonly pools: Readonly<Record<string, number>>;
}

/**
 * The order in which ready stages start: `ranks[index]`, the lowest first. The
 * stage with the longest remaining path to the end of the graph comes first
 * (critical-path list scheduling: Graham 1969, Kohler 1975), then the one with
 * more dependents, then the one earlier in the plan. A stage without an
 * estimate counts as the mean of those that have one; where none has, paths are
 * counted in hops.
 */
export function rankStages(plan: Plan, { estimateOf, pools }: RankOptions): Int32Array {
  const durations = expectedDurations(plan, estimateOf);
  const paths = remainingPaths(plan, durations);
  const isContended = plan.stages.some(({ demands }) => demands.length > 0);
  return ranksOf(byLength(plan, isContended ? pathsThroughPools({ plan, durations, paths, pools }) : paths));
}

/** In any one unit. */
export function expectedDurations(plan: Plan, estimateOf: EstimateOf): Float64Array {
  const estimates = plan.stages.map(estimateOf);
  const known = estimates.filter((estimate) => estimate !== undefined);
  const fallback = known.length === 0 ? 1 : known.reduce((sum, estimate) => sum + estimate, 0) / known.length;
  return Float64Array.from(estimates, (estimate) => estimate ?? fallback);
}

/** For each stage the length of the longest path from its start to the end of the graph. */
export function remainingPaths({ stages }: Plan, durations: Float64Array): Float64Array {
  const lengths = new Float64Array(stages.length);
  for (const stage of stages.toReversed()) {
    lengths[stage.index] = at(durations, stage.index) + longestAfter(stage, lengths);
  }
  return lengths;
}

interface Layout {
  readonly plan: Plan;
  readonly durations: Float64Array;
  readonly paths: Float64Array;
  readonly pools: RankOptions["pools"];
}

/**
 * The same where stages also wait for each other's pool units: those that share
 * a pool are taken to follow each other with the longest path first, as if there
 * were edges between them (the selected disjunctive arcs of job-shop
 * scheduling: Roy and Sussmann 1964), each as long as its share of the pool. A
 * kept stage holds its units while what depends on it runs.
 */
function pathsThroughPools({ plan, durations, paths, pools }: Layout): Float64Array {
  const lengths = new Float64Array(plan.stages.length);
  /** For each pool the longest path from the start of the user that was looked at last. */
  const queues = new Map<string, number>();
  // From the shortest path to the longest: each stage after its dependents, also where it takes no time at all.
  const order = plan.stages.toSorted((a, b) => at(paths, a.index) - at(paths, b.index) || b.index - a.index);
  for (const stage of order) {
    const { index } = stage;
    const held = stage.keep === "run" ? at(durations, index) : at(paths, index);
    let length = at(durations, index) + longestAfter(stage, lengths);
    for (const { pool, units } of stage.demands) {
      const share = (held * units) / poolSize(pools, pool);
      length = Math.max(length, share + (queues.get(pool) ?? 0));
    }
    lengths[index] = length;
    for (const { pool } of stage.demands) queues.set(pool, length);
  }
  return lengths;
}

function longestAfter({ dependents }: PlannedStage, lengths: Float64Array): number {
  let longest = 0;
  for (const { index } of dependents) longest = Math.max(longest, at(lengths, index));
  return longest;
}

function byLength({ stages }: Plan, lengths: Float64Array): readonly number[] {
  const fanOut = (index: number) => at(stages, index).dependents.length;
  return stages
    .map(({ index }) => index)
    .sort((a, b) => at(lengths, b) - at(lengths, a) || fanOut(b) - fanOut(a) || a - b);
}

function ranksOf(order: readonly number[]): Int32Array {
  const ranks = new Int32Array(order.length);
  for (const [rank, index] of order.entries()) ranks[index] = rank;
  return ranks;
}
