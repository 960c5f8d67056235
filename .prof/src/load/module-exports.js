/** Exports that Node and compilers add to those of the author. */
const MARKERS = new Set(["__esModule", "module.exports"]);
/**
 * The exports of a module by name. `module.exports` of a CommonJS module comes
 * as its default export: where the named ones are but copies of its properties,
 * or where it was compiled from an ES module, its properties are the exports.
 */
export function moduleExports(module) {
    const exports = new Map(Object.entries(module).filter(([name]) => !MARKERS.has(name)));
    const whole = exports.get("default");
    if (typeof whole !== "object" || whole === null)
        return exports;
    if (Object.hasOwn(whole, "__esModule"))
        return moduleExports({ ...whole });
    const properties = new Map(Object.entries(whole));
    const named = [...exports].filter(([name]) => name !== "default");
    const isCommonJs = named.length > 0 && named.every(([name, value]) => properties.get(name) === value);
    return isCommonJs ? properties : exports;
}
