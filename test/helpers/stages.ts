import { parseDefinition } from "../../src/model/parse-definition.ts";
import { formatProblems } from "../../src/model/problem.ts";
import type { Stage } from "../../src/model/stage.ts";
import type { StageDefinition } from "../../src/model/stage-definition.ts";

/** A stage as loading makes it from a definition. */
export function makeStage(name: string, definition: StageDefinition = {}, file?: string): Stage {
  const parsed = parseDefinition(definition, { name, file });
  if ("problems" in parsed) throw new TypeError(formatProblems(parsed.problems));
  return parsed.stage;
}

/** Stages with nothing but names and dependencies, in the order given. */
export function makeStages(dependencies: Readonly<Record<string, readonly string[]>>): readonly Stage[] {
  return Object.entries(dependencies).map(([name, names]) => makeStage(name, { dependencies: names }));
}
