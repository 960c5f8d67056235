import type { EdgeCondition, StageState } from "../model/outcome.ts";
import type { StageView, View } from "../model/view.ts";
import { edgeVerdict, type Standing } from "./readiness.ts";

/** An edge that is not decided yet. */
export interface OpenEdge {
  readonly stage: string;
  readonly on: EdgeCondition;
  /** How far the other stage is. */
  readonly state: StageState;
}

/** The edges that a stage still waits for. */
export function openEdgesOf(view: View, stage: StageView): readonly OpenEdge[] {
  if (stage.state !== "pending") return [];
  return stage.description.dependencies.flatMap(({ stage: name, on }) => {
    const needed = view.stages.get(name);
    if (needed === undefined) return [];
    const verdict = edgeVerdict(on, standingOf(needed), needed.description.optional);
    return verdict === "open" ? [{ stage: name, on, state: needed.state }] : [];
  });
}

function standingOf({ state, servingAt }: StageView): Standing {
  if (state === "passed" || state === "failed" || state === "skipped") return state;
  // Whoever has served is in teardown by now: the edges to it were decided before.
  return servingAt === undefined ? "open" : "serving";
}
