import type { Problem } from "../model/problem.ts";
import type { Stage } from "../model/stage.ts";
import type { Graph } from "./graph.ts";
import { createNameHint } from "./name-hint.ts";
import { placeOf } from "./place-of.ts";

/** Problems of single edges: a stage that is not there, or the stage itself. */
export function checkDependencies({ stages, indexOf }: Graph, unloaded: ReadonlySet<string>): readonly Problem[] {
  const hint = createNameHint("stages", [...indexOf.keys()]);
  const check = (stage: Stage): readonly Problem[] =>
    stage.dependencies.flatMap(({ stage: name }) => {
      if (name === stage.name) return [describeSelfDependency(stage)];
      if (indexOf.has(name) || unloaded.has(name)) return [];
      const message = `Unknown dependency "${name}"${hint(name)}`;
      return [{ code: "unknown-dependency", message, ...placeOf(stage) }];
    });
  return stages.flatMap(check);
}

function describeSelfDependency(stage: Stage): Problem {
  const message = `It depends on itself. Remove "${stage.name}" from its dependencies.`;
  return { code: "self-dependency", message, ...placeOf(stage) };
}
