import type { LoadedFolder } from "../load/load-folder.ts";
import type { Selection } from "../model/selection.ts";
import { type CompiledPlan, compilePlan } from "../plan/compile-plan.ts";
import type { CliIo } from "./cli-io.ts";
import type { CommandInput } from "./command.ts";
import { loadDefinitions } from "./load-definitions.ts";
import type { Arguments } from "./options/options-schema.ts";
import { pipelineName } from "./pipeline-name.ts";

/** Loads the folder of a command and compiles its plan; all that is wrong with either, or with the options, comes back. */
export async function loadPlan({ operand, options, problems }: CommandInput, io: CliIo): Promise<CompiledPlan> {
  const loaded = await loadDefinitions(operand, io.host);
  const compiled = compile(loaded, { options, cwd: io.cwd, selection: selectionOf(options) });
  const found = [...problems, ...loaded.problems, ...("problems" in compiled ? compiled.problems : [])];
  return found.length > 0 || "problems" in compiled ? { problems: found } : compiled;
}

interface CompileOptions {
  readonly options: Arguments;
  readonly cwd: string;
  /** Undefined: all. */
  readonly selection: Selection | undefined;
}

/** Compiles what a folder holds, as far as it could be loaded. */
export function compile({ stages, unloaded }: LoadedFolder, { options, cwd, selection }: CompileOptions): CompiledPlan {
  const { pipeline = pipelineName(cwd), pools = {} } = options;
  return compilePlan(stages, { pipeline, pools, selection, unloaded });
}

/** Which stages the options select. */
export function selectionOf({ only, tags, skip, noDeps }: Arguments): Selection {
  return {
    ...(only !== undefined && { only }),
    ...(tags !== undefined && { tags }),
    ...(skip !== undefined && { skip }),
    ...(noDeps !== undefined && { noDeps }),
  };
}
