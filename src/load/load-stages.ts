import { StagewrightError } from "../model/problem.ts";
import type { Stage } from "../model/stage.ts";
import { loadFolder } from "./load-folder.ts";

/**
 * Imports the stage modules of a folder, one after the other, in the order of their names.
 *
 * @throws {StagewrightError} that lists all that is wrong: `empty-folder`, `bad-module`, `unknown-field`, `bad-value`.
 * @example
 * const run = startRun({ stages: await loadStages("stages") });
 */
export async function loadStages(folder: string): Promise<readonly Stage[]> {
  const { stages, problems } = await loadFolder(folder);
  if (problems.length > 0) throw new StagewrightError(problems);
  return stages;
}
