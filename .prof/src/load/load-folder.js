import { dirname, resolve } from "node:path";
import { ownName, parseDefinition } from "../model/parse-definition.js";
import { describeEmptyFolder, describeUnreadableFolder } from "./describe-folder.js";
import { describeImportError } from "./describe-import-error.js";
import { createModuleImporter } from "./module-importer.js";
import { readModule } from "./read-module.js";
import { findStageFiles } from "./stage-files.js";
/** Imports the stage modules of a folder, one after the other. What is wrong comes back with the stages that are right. */
export async function loadFolder(folder) {
    let files;
    try {
        files = await findStageFiles(folder);
    }
    catch (error) {
        return withoutStages(describeUnreadableFolder(folder, error));
    }
    if (files.length === 0)
        return withoutStages(describeEmptyFolder(folder));
    const importModule = createModuleImporter(dirname(resolve(folder)));
    const loaded = [];
    // One at a time: what a module does while it is imported happens in the order of the files.
    for (const file of files)
        loaded.push(await loadStage(file, importModule));
    return {
        stages: loaded.flatMap(({ stages }) => stages),
        problems: loaded.flatMap(({ problems }) => problems),
        unloaded: loaded.flatMap(({ unloaded }) => unloaded),
    };
}
async function loadStage(place, importModule) {
    const { name, file } = place;
    try {
        return readStage(await importModule(file), place);
    }
    catch (error) {
        const message = await describeImportError(error, file);
        return { stages: [], problems: [{ code: "bad-module", message, stage: name, file }], unloaded: [name] };
    }
}
function readStage(module, { name, file }) {
    const reading = readModule(module);
    const stage = ownName(reading.definition) ?? name;
    const problems = reading.problems.map((problem) => ({ ...problem, stage, file }));
    if (reading.definition === undefined)
        return { stages: [], problems, unloaded: [stage] };
    const parsed = parseDefinition(reading.definition, { name, file });
    if ("problems" in parsed)
        problems.push(...parsed.problems);
    else if (problems.length === 0)
        return { stages: [parsed.stage], problems, unloaded: [] };
    return { stages: [], problems, unloaded: [stage] };
}
function withoutStages(message) {
    return { stages: [], problems: [{ code: "empty-folder", message }], unloaded: [] };
}
