import * as z from "zod";
import { describeIssue, expectation } from "./describe-issue.ts";
import { fieldsAt } from "./fields-at.ts";
import { flattenIssues } from "./flatten-issues.ts";
import { pathText } from "./path-text.ts";
import type { Problem } from "./problem.ts";
import { sharedOptionsSchema } from "./run-options.ts";
import { selectionSchema } from "./selection.ts";
import { unknownField } from "./unknown-field.ts";

const runOptionsSchema = sharedOptionsSchema.extend({ selection: z.strictObject(selectionSchema.shape).optional() });

/** The options of `startRun` that are no data, and are not parsed here. */
const UNPARSED = ["stages", "signal", "resume", "clock", "random", "tracing"];

type Parsed = z.output<typeof runOptionsSchema>;

/** Validates the options of a run; all that is wrong with them comes back as problems. */
export function parseRunOptions(
  options: unknown,
): { readonly options: Parsed } | { readonly problems: readonly Problem[] } {
  const parsed = runOptionsSchema.safeParse(options, { reportInput: true, error: expectation });
  if (parsed.success) return { options: parsed.data };
  return {
    problems: flattenIssues(parsed.error.issues).flatMap((issue): readonly Problem[] =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({
            code: "bad-option",
            message: unknownField(
              [...issue.path, key],
              [...fieldsAt(runOptionsSchema, issue.path), ...(issue.path.length === 0 ? UNPARSED : [])],
            ),
          }))
        : [{ code: "bad-option", message: `${pathText(issue.path)}: ${describeIssue(issue)}` }],
    ),
  };
}
