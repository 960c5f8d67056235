import type { z } from "zod";
import { describeIssue, expectation } from "./describe-issue.ts";
import { flattenIssues } from "./flatten-issues.ts";
import { pathText } from "./path-text.ts";
import type { Problem } from "./problem.ts";
import { sharedOptionsSchema } from "./run-options.ts";
import { unknownField } from "./unknown-field.ts";

type Parsed = z.output<typeof sharedOptionsSchema>;

/** Validates the options of a run; all that is wrong with them comes back as problems. */
export function parseRunOptions(
  options: unknown,
): { readonly options: Parsed } | { readonly problems: readonly Problem[] } {
  const parsed = sharedOptionsSchema.safeParse(options, { reportInput: true, error: expectation });
  if (parsed.success) return { options: parsed.data };
  const known = Object.keys(sharedOptionsSchema.shape);
  return {
    problems: flattenIssues(parsed.error.issues).flatMap((issue): readonly Problem[] =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ code: "bad-option", message: unknownField([key], known) }))
        : [{ code: "bad-option", message: `${pathText(issue.path)}: ${describeIssue(issue)}` }],
    ),
  };
}
