/** Deeper values are cut. */
const MAX_DEPTH = 64;
/** So many values in all are converted, and so many characters of text; the rest is cut. */
const MAX_VALUES = 100_000;
const MAX_CHARACTERS = 4_194_304;
/**
 * The nearest JSON value of any value; never throws. Cycles, functions, throwing
 * getters and what else JSON cannot hold become texts in square brackets.
 * `mapText` is applied to each string.
 */
export function toJson(input, mapText = (text) => text) {
    const ancestors = new Set();
    let values = 0;
    let characters = 0;
    let lossy = false;
    const cut = (text) => {
        lossy = true;
        return text;
    };
    const convertText = (text) => {
        const mapped = mapText(text);
        if (mapped !== text)
            lossy = true;
        characters += mapped.length;
        if (characters <= MAX_CHARACTERS)
            return mapped;
        lossy = true;
        return "[Too long]";
    };
    const convertObject = (value) => {
        if (ancestors.has(value))
            return cut("[Circular]");
        if (ancestors.size >= MAX_DEPTH)
            return cut("[Too deep]");
        ancestors.add(value);
        try {
            if (Array.isArray(value)) {
                // Holes and named properties are lost.
                if (Object.keys(value).length !== value.length)
                    lossy = true;
                return Array.from(value, convert);
            }
            if (!isPlain(value))
                lossy = true;
            if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer)
                return `[${value.byteLength} bytes]`;
            if (typeof value.toJSON === "function") {
                lossy = true;
                return convert(value.toJSON());
            }
            if (value instanceof Map || value instanceof Set)
                return convert([...value]);
            return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => {
                if (item === undefined) {
                    lossy = true;
                    return [];
                }
                return [[convertText(key), convert(item)]];
            }));
        }
        catch {
            // A getter, a `toJSON` or a proxy of the user's threw: its place says so.
            return cut("[Threw]");
        }
        finally {
            ancestors.delete(value);
        }
    };
    const convert = (value) => {
        values += 1;
        if (values > MAX_VALUES)
            return cut("[Too large]");
        switch (typeof value) {
            case "string":
                return convertText(value);
            case "boolean":
                return value;
            case "number":
                return Number.isFinite(value) && !Object.is(value, -0) ? value : cut(String(value));
            case "object":
                return value === null ? null : convertObject(value);
            case "bigint":
                return cut(`${value}`);
            case "undefined":
                return cut("[undefined]");
            case "symbol":
                return cut(value.toString());
            case "function":
                return cut("[Function]");
            default:
                return cut("[Unknown]");
        }
    };
    return { value: convert(input), lossy };
}
function isPlain(value) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
}
