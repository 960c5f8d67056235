const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
/** A path into a value as code writes it: `retry.limit`, `dependencies[0].on`, `resources["my pool"]`. */
export function pathText(path) {
    return path.reduce((text, key) => {
        if (typeof key === "number")
            return `${text}[${key}]`;
        if (!IDENTIFIER.test(String(key)))
            return `${text}[${JSON.stringify(String(key))}]`;
        return text === "" ? String(key) : `${text}.${String(key)}`;
    }, "");
}
