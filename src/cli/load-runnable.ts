import type { Problem } from "../model/problem.ts";
import type { Selection } from "../model/selection.ts";
import type { Stage } from "../model/stage.ts";
import { chooseStages } from "./choose-stages.ts";
import type { CliIo } from "./cli-io.ts";
import type { CommandInput } from "./command.ts";
import { loadDefinitions } from "./load-definitions.ts";
import { compile } from "./load-plan.ts";
import type { ReporterRequest } from "./options/reporter-option.ts";
import { checkOutputs } from "./outputs/check-outputs.ts";

/** What is to run, or all that is wrong with it. */
export type LoadedRunnable = Runnable | { readonly problems: readonly Problem[] };

interface Runnable {
  readonly stages: readonly Stage[];
  /** Undefined: there is nothing to run, and nothing wrong with that. */
  readonly selection: Selection | undefined;
  /** What the user should know of the selection. */
  readonly note?: string;
}

export interface RunnableOptions {
  readonly io: CliIo;
  readonly requests: readonly ReporterRequest[];
  /** The folder of the journals. */
  readonly journals: string;
}

/** Loads the folder and makes the selection; nothing is written. The plan is compiled by the run, unless something is wrong already. */
export async function loadRunnable(
  { operand, options, problems }: CommandInput,
  { io, requests, journals }: RunnableOptions,
): Promise<LoadedRunnable> {
  const loaded = await loadDefinitions(operand, io.host);
  const known = new Set([...loaded.stages.map(({ name }) => name), ...loaded.unloaded]);
  const choice = chooseStages(options, { journals, known });
  const found = [
    ...problems,
    ...checkOutputs(requests, io.cwd),
    ...loaded.problems,
    ...("problems" in choice ? choice.problems : []),
  ];
  if (found.length === 0 && !("problems" in choice)) return { stages: loaded.stages, ...choice };
  const selection = "selection" in choice ? choice.selection : undefined;
  const compiled = compile(loaded, { options, cwd: io.cwd, selection });
  return { problems: [...found, ...("problems" in compiled ? compiled.problems : [])] };
}
