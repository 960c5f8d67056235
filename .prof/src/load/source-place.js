import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isTypeScript } from "./module-importer.js";
const HERE = import.meta.dirname + sep;
const NODE_MODULES = `${sep}node_modules${sep}`;
/** The place in the user's code that an error thrown by an import tells of. */
export function findSourcePlace(error) {
    const { stack = "" } = error;
    return findInJitiMessage(error.message) ?? findInHead(stack) ?? findInFrames(stack);
}
/** A place as a path from where the stage's file is said to be, so that it can be opened by a click. */
export function showSourcePlace({ file, line, column }, stageFile) {
    const folder = dirname(stageFile);
    const path = join(folder, relative(resolve(folder), file));
    return [path, line, column].filter((part) => part !== undefined).join(":");
}
/** jiti tells of broken syntax in its message, with columns from 0. */
function findInJitiMessage(message) {
    const match = /^ParseError: .*\n (.+):(\d+):(\d+)$/.exec(message);
    if (match === null)
        return undefined;
    const [, file = "", line, column] = match;
    return { file, line: Number(line), column: Number(column) + 1 };
}
/** Node puts broken syntax before the stack: the place, the line, and a caret under it. */
function findInHead(stack) {
    const match = /^(.+):(\d+)\n.*\n( *)\^/.exec(stack);
    if (match === null)
        return undefined;
    const [, file = "", line, indent = ""] = match;
    return { file: toPath(file), line: Number(line), column: indent.length + 1 };
}
/** The first frame that is neither Node's nor a package's, unless it is of those that called the import. */
function findInFrames(stack) {
    for (const frame of stack.split("\n").filter((line) => /^\s+at /.test(line))) {
        const location = frame.endsWith(")")
            ? frame.slice(frame.indexOf(" (") + 2, -1)
            : frame.replace(/^\s+at (async )?/, "");
        const match = /^(.+):(\d+):(\d+)$/.exec(location);
        if (match === null)
            continue;
        const [, origin = "", line, column] = match;
        const file = toPath(origin);
        if (file.startsWith(HERE))
            return undefined;
        if (!isAbsolute(file) || file.includes(NODE_MODULES))
            continue;
        // jiti keeps the lines of what it compiles, but not the columns.
        return { file, line: Number(line), column: isTypeScript(file) ? undefined : Number(column) };
    }
    return undefined;
}
function toPath(origin) {
    return origin.startsWith("file:") ? fileURLToPath(origin) : origin;
}
