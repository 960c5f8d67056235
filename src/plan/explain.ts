import type { EdgeCondition, StageState } from "../model/outcome.ts";
import type { SkipReport } from "../model/report.ts";

/** Why a stage is where it is. */
export interface Explanation {
  readonly stage: string;
  readonly state: StageState;
  /** The edges that are still open. */
  readonly waitsFor: readonly { readonly stage: string; readonly on: EdgeCondition; readonly state: StageState }[];
  readonly skip?: SkipReport;
  /** The same in words. */
  readonly text: string;
}
