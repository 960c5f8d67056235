import { StagewrightError } from "../model/problem.js";
import { loadFolder } from "./load-folder.js";
/**
 * Imports the stage modules of a folder, one after the other, in the order of their names.
 *
 * @throws {StagewrightError} that lists all that is wrong: `empty-folder`, `bad-module`, `unknown-field`, `bad-value`.
 * @example
 * const run = startRun({ stages: await loadStages("stages") });
 */
export async function loadStages(folder) {
    const { stages, problems } = await loadFolder(folder);
    if (problems.length > 0)
        throw new StagewrightError(problems);
    return stages;
}
