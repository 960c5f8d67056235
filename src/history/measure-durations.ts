import { isOver, type StageView, type View } from "../model/view.ts";

/**
 * How long each stage that passed held its slot, in ms: the phases of its last
 * attempt, without the time for which it only served. Stages that failed, were
 * skipped, or in whose last attempt something did not pass say nothing.
 */
export function measureDurations(view: View): ReadonlyMap<string, number> {
  const durations = new Map<string, number>();
  for (const [name, stage] of view.stages) {
    const duration = isOver(stage) && stage.state === "passed" ? measure(stage) : undefined;
    if (duration !== undefined) durations.set(name, duration);
  }
  return durations;
}

function measure({ attempts }: StageView): number | undefined {
  const phases = attempts.at(-1)?.phases ?? [];
  if (phases.length === 0 || phases.some(({ status }) => status !== "passed")) return undefined;
  return phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
