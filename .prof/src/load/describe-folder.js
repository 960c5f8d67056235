import { resolve } from "node:path";
/** What is told of a folder without a stage, and what to do. */
export function describeEmptyFolder(folder) {
    return [
        `${showFolder(folder)} has no stages.`,
        "A stage is a .ts, .mts, .js, .mjs or .cjs file in the folder itself;",
        'names that begin with "_" or ".", ".test." files and ".d.ts" files are left out.',
    ].join(" ");
}
/** What is told of a folder that cannot be listed, and what to do. */
export function describeUnreadableFolder(folder, error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") {
        return `${showFolder(folder)} does not exist. Put a module for each stage into it, or name the folder that has them.`;
    }
    if (code === "ENOTDIR")
        return `${showFolder(folder)} is a file. Name the folder that has the stages' modules.`;
    return `${showFolder(folder)} cannot be read: ${String(error)}`;
}
function showFolder(folder) {
    const path = resolve(folder);
    return path === folder ? `The folder ${folder}` : `The folder "${folder}" (${path})`;
}
