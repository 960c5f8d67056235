import type * as z from "zod";
import { describeIssue, expectation } from "../../model/describe-issue.ts";
import { flattenIssues } from "../../model/flatten-issues.ts";
import type { Problem, ProblemCode } from "../../model/problem.ts";

export interface ParsedOptions<Options> {
  /** The options that are right. */
  readonly options: Options;
  readonly problems: readonly Problem[];
}

/** How problems name the place that a value came from. */
export interface OptionPlace {
  readonly code: ProblemCode;
  readonly file?: string;
  /** Names the value at this path, the option's key first. */
  name(path: readonly PropertyKey[]): string;
}

/** Validates options of known keys, keeping those that are right. Every option of the schema must be optional. */
export function parseOptions<Schema extends z.ZodObject>(
  schema: Schema,
  input: Readonly<Record<string, unknown>>,
  place: OptionPlace,
): ParsedOptions<z.output<Schema>> {
  const parsed = schema.safeParse(input, { reportInput: true, error: expectation });
  if (parsed.success) return { options: parsed.data, problems: [] };
  const issues = flattenIssues(parsed.error.issues);
  const wrong = new Set(issues.map(({ path: [key] }) => key));
  const right = Object.entries(input).filter(([key]) => !wrong.has(key));
  return {
    options: schema.parse(Object.fromEntries(right)),
    problems: issues.map((issue) => toProblem(issue, place)),
  };
}

/** The problem that an issue of a parse with `reportInput` tells. */
export function toProblem(issue: z.core.$ZodIssue, { code, file, name }: OptionPlace): Problem {
  return { code, message: `${name(issue.path)}: ${describeIssue(issue)}`, ...(file !== undefined && { file }) };
}
