import { isOver, isServing, type StageView, type View } from "./view.ts";

/**
 * How many more milliseconds a run will take at least, by what its stages are
 * expected to take: the longest path through what is left, or all that is left
 * shared among the slots, whichever is more. (Graham's two lower bounds; with
 * the longest path first, runs end within a few percent of them.) A stage
 * without an estimate counts as the mean of the others; undefined where no
 * stage has one, or the run is over. Takes O(stages + edges).
 *
 * @param now epoch ms; the stages that are active have used up their time since they started.
 */
export function predictRemainingMs(view: View, now: number): number | undefined {
  const estimates = [...view.stages.values()].flatMap(({ description }) => description.estimateMs ?? []);
  if (estimates.length === 0 || view.finishedAt !== undefined) return undefined;
  const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
  const paths = new Map<string, number>();
  let work = 0;
  let longest = 0;
  // In topological order: what a stage depends on comes before it.
  for (const [name, stage] of view.stages) {
    const left = remainingOf(stage, { now, mean });
    let before = 0;
    for (const edge of stage.description.dependencies) before = Math.max(before, paths.get(edge.stage) ?? 0);
    paths.set(name, before + left);
    longest = Math.max(longest, before + left);
    work += left;
  }
  return Math.max(longest, work / Math.max(1, view.concurrency));
}

function remainingOf(stage: StageView, { now, mean }: { readonly now: number; readonly mean: number }): number {
  // What is left of a stage that serves is its teardown, of which nothing is known.
  if (isOver(stage) || isServing(stage) || !stage.description.selected) return 0;
  const estimate = stage.description.estimateMs ?? mean;
  const startedAt = stage.state === "pending" ? undefined : stage.attempts.at(-1)?.phases[0]?.startedAt;
  return startedAt === undefined ? estimate : Math.max(0, estimate - (now - startedAt));
}
