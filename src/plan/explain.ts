import type { StageState } from "../model/outcome.ts";
import { type SkipReport, toSkipReport } from "../model/report.ts";
import type { View } from "../model/view.ts";
import { createNameHint } from "./name-hint.ts";
import { type OpenEdge, openEdgesOf } from "./open-edges.ts";
import { stageInWords } from "./stage-in-words.ts";

/** Why a stage is where it is. */
export interface Explanation {
  readonly stage: string;
  readonly state: StageState;
  /** The edges that a pending stage waits for. */
  readonly waitsFor: readonly OpenEdge[];
  readonly skip?: SkipReport;
  /** The same in words. */
  readonly text: string;
}

/**
 * Tells from the picture of a run, a live one or one that is over, what a stage
 * waits for, why it was skipped, or what became of it.
 *
 * @throws {RangeError} when there is no such stage.
 */
export function explain(view: View, name: string): Explanation {
  const stage = view.stages.get(name);
  if (stage === undefined) {
    throw new RangeError(`There is no stage "${name}"${createNameHint("stages", [...view.stages.keys()])(name)}`);
  }
  const waitsFor = openEdgesOf(view, stage);
  return {
    stage: name,
    state: stage.state,
    waitsFor,
    ...(stage.skip !== undefined && { skip: toSkipReport(view, stage.skip) }),
    text: stageInWords(view, stage, waitsFor),
  };
}
