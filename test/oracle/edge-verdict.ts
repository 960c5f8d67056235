import type { EdgeCondition, SkipReason } from "../../src/model/outcome.ts";

/** What the edges on a stage see of it (§3.1): a kept stage counts as passed from when it serves, whatever its teardown does. */
export type Standing =
  | { readonly kind: "open" }
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly optional: boolean }
  | { readonly kind: "skipped"; readonly optional: boolean };

export type Verdict = "open" | "satisfied" | SkipReason;

/** §3.1 and §3.2: whether an edge is satisfied, open, or why it skips the stage that has it. */
export function edgeVerdict(on: EdgeCondition, standing: Standing): Verdict {
  if (standing.kind === "open") return "open";
  if (on === "settled") return "satisfied";
  if (on === "passed") {
    if (standing.kind === "passed" || standing.optional) return "satisfied";
    return standing.kind === "failed" ? "dependency-failed" : "dependency-skipped";
  }
  if (standing.kind === "failed") return "satisfied";
  return standing.kind === "passed" ? "dependency-passed" : "dependency-skipped";
}
