import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
/** Where the modules of this library are: `src` of the repository, `dist/src` of the package. */
const OUR_FOLDER = fileURLToPath(new URL("..", import.meta.url));
const MAX_DEPTH = 5;
const MAX_ERRORS = 20;
/** In one thrown value, with all its causes and errors: shared ones count each time they are met. */
const MAX_TOTAL = 100;
const MAX_TEXT = 16_384;
/**
 * Any thrown value as JSON; never throws, whatever the value does. Causes and
 * the errors of an AggregateError go 5 deep, 20 wide, 100 in all; texts are cut
 * at 16 Ki characters. `mapText` is applied to each text.
 */
export function serializeError(thrown, mapText = (text) => text) {
    const text = (value) => {
        const mapped = mapText(value);
        return mapped.length > MAX_TEXT ? `${mapped.slice(0, MAX_TEXT)}… (${mapped.length - MAX_TEXT} more)` : mapped;
    };
    let total = 0;
    const convert = (value, ancestors) => {
        if (!isErrorLike(value))
            return { name: "NonError", message: text(describe(value)) };
        total += 1;
        const within = [...ancestors, value];
        const deeper = (inner) => {
            if (within.includes(inner))
                return cut("[Circular]");
            if (within.length >= MAX_DEPTH)
                return cut("[Too deep]");
            return total < MAX_TOTAL ? convert(inner, within) : cut("[Too many]");
        };
        const name = read(value, "name");
        const stack = read(value, "stack");
        const code = read(value, "code");
        const cause = read(value, "cause");
        const errors = readErrors(value);
        return {
            name: typeof name === "string" ? text(name) : "Error",
            message: text(String(read(value, "message"))),
            ...(typeof stack === "string" && { stack: text(withoutOurFrames(stack)) }),
            ...(typeof code === "string" && { code: text(code) }),
            ...(typeof code === "number" && Number.isFinite(code) && { code }),
            ...(cause !== undefined && { cause: deeper(cause) }),
            ...(errors !== undefined && { errors: errors.map(deeper) }),
        };
    };
    try {
        return convert(thrown, []);
    }
    catch {
        // Only an object that throws at every touch, such as a revoked proxy, comes here.
        return { name: "NonError", message: "[a value that throws when it is looked at]" };
    }
}
/** Frames of this library say nothing about the user's error. */
function withoutOurFrames(stack) {
    return stack
        .split("\n")
        .filter((line) => !(/^\s+at /.test(line) && line.includes(OUR_FOLDER)))
        .join("\n");
}
function cut(message) {
    return { name: "Cut", message };
}
function isErrorLike(value) {
    return typeof value === "object" && value !== null && typeof read(value, "message") === "string";
}
function read(value, key) {
    try {
        return value[key];
    }
    catch {
        return undefined;
    }
}
function readErrors(value) {
    const errors = read(value, "errors");
    try {
        return Array.isArray(errors)
            ? Array.from({ length: Math.min(errors.length, MAX_ERRORS) }, (_, at) => errors[at])
            : undefined;
    }
    catch {
        return undefined;
    }
}
function describe(value) {
    if (typeof value === "string")
        return value;
    try {
        // Not its own `inspect`, which is the user's code too.
        return inspect(value, { depth: 3, breakLength: 100, customInspect: false });
    }
    catch {
        return "[a value that throws when it is looked at]";
    }
}
