import type { Problem } from "../model/problem.ts";
import type { Stage } from "../model/stage.ts";

/** Where a problem of a stage is. */
export function placeOf(stage: Stage | undefined): Pick<Problem, "stage" | "file"> {
  if (stage === undefined) return {};
  return { stage: stage.name, ...(stage.file !== undefined && { file: stage.file }) };
}
