import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
/**
 * Where a JavaScript file breaks the syntax; undefined where it does not. Node
 * keeps that to itself for ES modules, so jiti's compiler is asked.
 */
export async function findSyntaxError(file) {
    const { createJiti } = await import("jiti");
    const source = await readFile(file, "utf8");
    // What jiti cannot compile it turns into code that throws, with the place in it.
    const compiled = createJiti(import.meta.url, { fsCache: false }).transform({ source, filename: file, async: true });
    const match = /__JITI_ERROR__ = .*"line":(\d+),"column":(\d+)/.exec(compiled);
    if (match === null)
        return undefined;
    const [, line, column] = match;
    return { file: resolve(file), line: Number(line), column: Number(column) + 1 };
}
