import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
/** The name of the pipeline in a working directory: that in its package.json, else the directory's. */
export function pipelineName(cwd) {
    const { name } = readPackage(cwd);
    return typeof name === "string" && name !== "" ? name : basename(cwd) || "pipeline";
}
/** Whatever is wrong with a package.json, it is not for this program to say. */
function readPackage(cwd) {
    try {
        const content = JSON.parse(readFileSync(join(cwd, "package.json"), "utf8"));
        return typeof content === "object" && content !== null ? content : {};
    }
    catch {
        return {};
    }
}
