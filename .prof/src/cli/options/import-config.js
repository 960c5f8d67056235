import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { describeImportError } from "../../load/describe-import-error.js";
import { createModuleImporter } from "../../load/module-importer.js";
import { guardImport } from "../process/guard-import.js";
const ENDLESS = "Importing it never ends: what it awaits at its top level cannot happen any more.";
/** Reads a configuration file by its absolute path: JSON, or the default export of a module. */
export async function importConfig(path, host) {
    return extname(path) === ".json" ? readJson(path) : importModule(path, host);
}
async function readJson(path) {
    try {
        return { value: JSON.parse(await readFile(path, "utf8")) };
    }
    catch (error) {
        return { failure: `Reading it failed: ${String(error)}` };
    }
}
async function importModule(path, host) {
    try {
        const { result: module } = await guardImport(host, () => createModuleImporter(path)(path));
        if (module === undefined)
            return { failure: ENDLESS };
        return { value: "default" in module ? module.default : undefined };
    }
    catch (error) {
        return { failure: await describeImportError(error, path) };
    }
}
