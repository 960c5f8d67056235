import type { Problem } from "../model/problem.ts";

/** What a module says of its stage, before it is validated. */
export interface ModuleReading {
  /** Undefined where it is no stage at all. */
  readonly definition: object | undefined;
  /** What is wrong with how it says it. */
  readonly problems: readonly Pick<Problem, "code" | "message">[];
}
