import type { StageView, View } from "../../model/view.ts";

/** The stages that the length of a run is made of: each one started when the one before it allowed. */
export interface CriticalPath {
  /** From the first to the last. */
  readonly stages: readonly PathStage[];
  /** From the first one's start until the last one was done. */
  readonly durationMs: number;
}

export interface PathStage {
  readonly name: string;
  /** Until its dependents could start: up to its end or, where it was kept, until it served, if it ever did. */
  readonly durationMs: number;
}

/**
 * Follows a run that has ended back from the stage that was done last, at each
 * stage to the dependency that was done last (the critical path method: Kelley
 * and Walker 1959, with the times that were). Undefined where nothing ran.
 */
export function criticalPath(view: View): CriticalPath | undefined {
  let current = latest([...view.stages.values()]);
  if (current === undefined) return undefined;
  const end = current.doneAt;
  const stages: PathStage[] = [];
  let start = current.startedAt;
  while (current !== undefined) {
    const { stage, startedAt, doneAt }: Span = current;
    stages.push({ name: stage.description.name, durationMs: doneAt - startedAt });
    start = startedAt;
    current = lastDependency(view, stage);
  }
  return { stages: stages.reverse(), durationMs: end - start };
}

/** The dependency of a stage that was done last, and when; undefined where none ran. */
export function lastDependency(view: View, { description }: StageView): Span | undefined {
  return latest(description.dependencies.flatMap((edge) => view.stages.get(edge.stage) ?? []));
}

interface Span {
  readonly stage: StageView;
  readonly startedAt: number;
  readonly doneAt: number;
}

function latest(stages: readonly StageView[]): Span | undefined {
  let last: Span | undefined;
  for (const stage of stages) {
    const span = spanOf(stage);
    // Of those that were done in the same millisecond the last one needs the others, if any does.
    if (span !== undefined && (last === undefined || span.doneAt >= last.doneAt)) last = span;
  }
  return last;
}

function spanOf(stage: StageView): Span | undefined {
  const { startedAt, endedAt } = stage;
  if (startedAt === undefined || endedAt === undefined) return undefined;
  return { stage, startedAt, doneAt: servedAt(stage) ?? endedAt };
}

/** When a kept stage began to serve, which neither its teardown nor its end tells: as what came before its teardown had passed. */
function servedAt({ description, attempts }: StageView): number | undefined {
  if (description.keep === "run") return undefined;
  const last = attempts.at(-1)?.phases.findLast(({ phase }) => phase !== "teardown");
  return last?.status === "passed" ? last.startedAt + last.durationMs : undefined;
}
