import { loadFolder } from "../load/load-folder.js";
import { showValue } from "../util/show-value.js";
import { guardImport } from "./process/guard-import.js";
/** Loads the stages of a folder. What their modules do to the process meanwhile is a problem of theirs. */
export async function loadDefinitions(folder, host) {
    const { result = endless(folder), strayed } = await guardImport(host, () => loadFolder(folder));
    const told = result.problems.map(({ message }) => message).join("\n");
    const untold = strayed.map(textOf).filter((text) => !told.includes(text));
    return { ...result, problems: [...result.problems, ...untold.map((text) => strayProblem(text, folder))] };
}
function textOf(error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : showValue(error);
}
function strayProblem(text, file) {
    return { code: "bad-module", file, message: `A module threw in the background while it was imported: ${text}` };
}
function endless(file) {
    const message = "Importing a module never ends: what it awaits at its top level cannot happen any more.";
    return { stages: [], problems: [{ code: "bad-module", file, message }], unloaded: [] };
}
