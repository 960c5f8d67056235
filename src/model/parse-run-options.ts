import * as z from "zod";
import type { Clock } from "./clock.ts";
import { describeIssue, expectation } from "./describe-issue.ts";
import { fieldsAt } from "./fields-at.ts";
import { flattenIssues } from "./flatten-issues.ts";
import { pathText } from "./path-text.ts";
import type { Problem } from "./problem.ts";
import { sharedOptionsSchema } from "./run-options.ts";
import { selectionSchema } from "./selection.ts";
import type { Tracing } from "./tracing.ts";
import { unknownField } from "./unknown-field.ts";

const runOptionsSchema = sharedOptionsSchema.extend({
  selection: z.strictObject(selectionSchema.shape).optional(),
  signal: z
    .custom<AbortSignal>((value) => hasMethods(value, ["addEventListener"]) && "aborted" in value, {
      error: "expected an AbortSignal",
    })
    .optional(),
  clock: z
    .custom<Clock>((value) => hasMethods(value, ["now", "setTimeout", "clearTimeout"]), {
      error: "expected a clock, with now(), setTimeout() and clearTimeout()",
    })
    .optional(),
  random: z.custom<() => number>((value) => typeof value === "function", { error: "expected a function" }).optional(),
  tracing: z.custom<Tracing>((value) => hasMethods(value, []), { error: "expected an object of hooks" }).optional(),
});

/** The options of `startRun` that are not parsed here. */
const UNPARSED = ["stages", "resume"];

/** An object of any class: it may come from another realm. */
function hasMethods(value: unknown, names: readonly string[]): value is object {
  if (typeof value !== "object" || value === null) return false;
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
}

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
