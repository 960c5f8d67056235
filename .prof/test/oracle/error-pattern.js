import { messageOf } from "./scenario.js";
export function matchesError(stage, expected, actual) {
    const { phase, attempt, pattern } = expected;
    if (actual.phase !== phase || actual.attempt !== attempt)
        return false;
    if (pattern === "any")
        return true;
    if (typeof pattern === "string")
        return actual.code === pattern;
    return matchesThrown(pattern.thrown, messageOf(stage, attempt, phase), actual);
}
/** Any thrown value is kept (§3.4), and what it says with it wherever it says something. */
function matchesThrown(kind, message, actual) {
    switch (kind) {
        case "error":
        case "string":
        case "cyclic":
        case "aggregate":
        case "abortError":
            return actual.message === message;
        case "undefined":
            return actual.message === "undefined";
        case "null":
            return actual.message === "null";
        case "hostile":
        case "reason":
            return true;
    }
}
/** Whether the errors are those expected, in order; `cancelled` ones may come between where `cancelledToo`. */
export function matchErrors(stage, expected, { actual, cancelledToo }) {
    let next = 0;
    for (const error of actual) {
        const awaited = expected[next];
        if (cancelledToo && error.code === "cancelled" && awaited?.pattern !== "cancelled")
            continue;
        if (awaited !== undefined && matchesError(stage, awaited, error))
            next += 1;
        else if (!cancelledToo || error.code !== "cancelled")
            return false;
    }
    return next === expected.length;
}
