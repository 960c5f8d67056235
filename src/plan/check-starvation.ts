import type { Plan, PlanEdge, PlannedStage } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { joinWords } from "../util/join-words.ts";
import { placeOf } from "./place-of.ts";
import { poolSize } from "./pools.ts";

interface Pool {
  readonly name: string;
  readonly size: number;
}

/** The kept stages that hold units of a pool for as long as a stage waits. */
type Keepers = ReadonlySet<PlannedStage>;

const NONE: Keepers = new Set();
/** Larger sets are not made. What this check then overlooks is skipped as `starved` in the run. */
const MAX_KEEPERS = 100;

/**
 * A problem for each stage that can never start, because the kept stages that
 * it needs hold units of a pool that it asks for. Of the stages on a path only
 * the first is told.
 */
export function checkStarvation(plan: Plan, pools: Readonly<Record<string, number>>): readonly Problem[] {
  // Most plans have no such pool, and so nothing to look through.
  const contested = contestedPools(plan, pools);
  if (contested.length === 0) return [];
  const refuted = findRefuted(plan);
  return contested.flatMap((pool) => checkPool(plan, pool, refuted));
}

function checkPool(plan: Plan, pool: Pool, refuted: ReadonlySet<number>): readonly Problem[] {
  const problems: Problem[] = [];
  const keepersBelow = new Map<number, Keepers>();
  const stuck = new Set(refuted);
  for (const stage of stagesAboveKeepers(plan, pool)) {
    const needs = stage.needs.filter((edge) => mustPass(plan, edge));
    if (stuck.has(stage.index) || needs.some(({ index }) => stuck.has(index))) {
      stuck.add(stage.index);
      continue;
    }
    const keepers = unite(needs.map(({ index }) => keepersBelow.get(index) ?? NONE));
    const held = [...keepers].reduce((sum, keeper) => sum + unitsOf(keeper, pool), 0);
    if (held + unitsOf(stage, pool) > pool.size) {
      stuck.add(stage.index);
      problems.push(describeStarvation(stage, pool, keepers));
    } else keepersBelow.set(stage.index, isKeeper(stage, pool) ? unite([keepers, new Set([stage])]) : keepers);
  }
  return problems;
}

/** Stages that never start anyhow, as the selection leaves them or what they need out. */
function findRefuted({ stages }: Plan): ReadonlySet<number> {
  const refuted = new Set<number>();
  for (const { index, selected, needs } of stages) {
    const isRefuted = needs.some(
      (edge) =>
        refuted.has(edge.index) && edge.on !== "settled" && (edge.on === "failed" || !stages[edge.index]?.optional),
    );
    if (!selected || isRefuted) refuted.add(index);
  }
  return refuted;
}

/** The pools of which kept stages, all together, could leave too little for the stage that asks for most. */
function contestedPools({ stages }: Plan, pools: Readonly<Record<string, number>>): readonly Pool[] {
  const tallies = new Map<string, { kept: number; most: number }>();
  for (const { demands, keep, selected } of stages) {
    if (!selected) continue;
    for (const { pool, units } of demands) {
      const { kept, most } = tallies.get(pool) ?? { kept: 0, most: 0 };
      tallies.set(pool, { kept: keep === "run" ? kept : kept + units, most: Math.max(most, units) });
    }
  }
  return [...tallies]
    .map(([name, tally]) => ({ name, size: poolSize(pools, name), ...tally }))
    .filter(({ size, kept, most }) => kept > 0 && kept + most > size);
}

/** In the order of the plan. */
function stagesAboveKeepers({ stages }: Plan, pool: Pool): readonly PlannedStage[] {
  const above = new Set(stages.filter((stage) => isKeeper(stage, pool)));
  // A Set is walked with what is added on the way.
  for (const { dependents } of above) {
    for (const { index } of dependents) {
      const dependent = stages[index];
      if (dependent !== undefined) above.add(dependent);
    }
  }
  return [...above].sort((a, b) => a.index - b.index);
}

/** The stage behind the edge has passed, or serves, whenever the dependent starts. */
function mustPass({ stages }: Plan, { index, on }: PlanEdge): boolean {
  return on === "passed" && stages[index]?.optional === false;
}

function isKeeper(stage: PlannedStage, pool: Pool): boolean {
  return stage.keep !== "run" && stage.selected && unitsOf(stage, pool) > 0;
}

function unitsOf({ demands }: PlannedStage, { name }: Pool): number {
  return demands.find(({ pool }) => pool === name)?.units ?? 0;
}

/** The union, without a copy where one of the sets is all of it. */
function unite(sets: readonly Keepers[]): Keepers {
  const [largest = NONE, ...others] = sets.toSorted((a, b) => b.size - a.size);
  const missing = new Set(others.flatMap((set) => [...set].filter((keeper) => !largest.has(keeper))));
  return missing.size === 0 || largest.size + missing.size > MAX_KEEPERS ? largest : new Set([...largest, ...missing]);
}

function describeStarvation(stage: PlannedStage, pool: Pool, keepers: Keepers): Problem {
  const names = [...keepers].map((keeper) => `"${keeper.name}" (${unitsOf(keeper, pool)})`);
  const own = unitsOf(stage, pool);
  const needed = [...keepers].reduce((sum, keeper) => sum + unitsOf(keeper, pool), own);
  const message = [
    `It can never start: the pool "${pool.name}" has ${pool.size},`,
    own > 0
      ? `it asks for ${own}, and what it needs is kept up and holds the rest:`
      : "and what it needs is kept up and holds more:",
    `${joinWords(names, { atMost: 5 })}. Give the pool at least ${needed}, or let go of a stage earlier with keep: "run".`,
  ].join(" ");
  return { code: "pool-too-small", message, ...placeOf(stage) };
}
