import type * as z from "zod";
import { describeIssue, expectation } from "./describe-issue.ts";
import { fieldsAt } from "./fields-at.ts";
import { flattenIssues } from "./flatten-issues.ts";
import { pathText } from "./path-text.ts";
import type { Problem } from "./problem.ts";
import { type Stage, toStage } from "./stage.ts";
import { stageDefinitionSchema } from "./stage-definition.ts";
import { unknownField } from "./unknown-field.ts";

/** Where a definition was found. */
export interface DefinitionPlace {
  /** The stage's name where the definition has none of its own. */
  readonly name?: string | undefined;
  /** For messages. */
  readonly file?: string | undefined;
}

export type ParsedDefinition = { readonly stage: Stage } | { readonly problems: readonly Problem[] };

/** Validates what a user wrote as a stage and fills in the defaults; all that is wrong with it comes back as problems. */
export function parseDefinition(definition: unknown, { name: nameOfPlace, file }: DefinitionPlace): ParsedDefinition {
  const name = ownName(definition) ?? nameOfPlace;
  const where = { ...(name !== undefined && { stage: name }), ...(file !== undefined && { file }) };
  const parsed = stageDefinitionSchema.safeParse(definition, { reportInput: true, error: expectation });
  if (!parsed.success) {
    return { problems: flattenIssues(parsed.error.issues).flatMap((issue) => toProblems(issue, where)) };
  }
  if (name === undefined) return { problems: [{ code: "bad-value", message: NAMELESS }] };
  const stage = toStage(parsed.data, { name, file });
  const repeated = repeatedNames(stage.dependencies.map((edge) => edge.stage));
  if (repeated.length === 0) return { stage };
  return {
    problems: repeated.map((dependency) => ({
      code: "bad-value",
      message: `dependencies: expected each stage once, got ${JSON.stringify(dependency)} more than once`,
      ...where,
    })),
  };
}

/** The name that a definition gives itself. */
export function ownName(definition: unknown): string | undefined {
  if (typeof definition !== "object" || definition === null || !("name" in definition)) return undefined;
  return typeof definition.name === "string" && definition.name !== "" ? definition.name : undefined;
}

const NAMELESS =
  'name: expected a name, but it is missing; a stage that comes from no file needs one: { name: "api", … }';

function toProblems(issue: z.core.$ZodIssue, where: Pick<Problem, "stage" | "file">): readonly Problem[] {
  if (issue.code === "unrecognized_keys") {
    const known = fieldsAt(stageDefinitionSchema, issue.path);
    return issue.keys.map((key) => ({
      code: "unknown-field",
      message: unknownField([...issue.path, key], known),
      ...where,
    }));
  }
  const place = issue.path.length === 0 ? "definition" : pathText(issue.path);
  return [{ code: "bad-value", message: `${place}: ${describeIssue(issue)}`, ...where }];
}

function repeatedNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const name of names) (seen.has(name) ? repeated : seen).add(name);
  return [...repeated];
}
