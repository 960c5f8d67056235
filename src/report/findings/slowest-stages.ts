import type { StageView, View } from "../../model/view.ts";

export interface SlowStage {
  readonly name: string;
  /** In its functions, all attempts together; without what it waited or served. */
  readonly activeMs: number;
}

/** The stages that took longest, the longest first. */
export function slowestStages(view: View, count: number): readonly SlowStage[] {
  const stages = [...view.stages.values()].filter(({ attempts }) => attempts.length > 0);
  return stages
    .map((stage) => ({ name: stage.description.name, activeMs: activeMs(stage) }))
    .toSorted((a, b) => b.activeMs - a.activeMs)
    .slice(0, count);
}

function activeMs({ attempts }: StageView): number {
  let sum = 0;
  for (const { phases } of attempts) {
    for (const { durationMs } of phases) sum += durationMs;
  }
  return sum;
}
