var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
const TYPESCRIPT = new Set([".ts", ".mts"]);
/**
 * An importer of JavaScript modules, by Node itself, and of TypeScript ones, by
 * jiti, which is loaded only where there is one.
 *
 * @param root The project's folder. What jiti compiled is kept in its
 *   `node_modules/.cache/jiti`, or with the system's temporary files where it
 *   has no `node_modules`.
 */
export function createModuleImporter(root) {
    let jiti;
    return async (file) => {
        const path = resolve(file);
        if (!isTypeScript(path))
            return import(__rewriteRelativeImportExtension(pathToFileURL(path).href));
        jiti ??= createTypeScriptLoader(root);
        return (await jiti).import(path);
    };
}
/** True for the modules that Node 20 cannot import by itself. */
export function isTypeScript(file) {
    return TYPESCRIPT.has(extname(file));
}
async function createTypeScriptLoader(root) {
    const { createJiti } = await import("jiti");
    // jiti looks for `node_modules` next to the file that it is told it runs for.
    return createJiti(join(root, "stagewright.js"));
}
