import { inspect } from "node:util";
const MAX_LENGTH = 100;
/** A value as a message shows it: on one line, cut where it is long. */
export function showValue(value) {
    const text = typeof value === "string"
        ? JSON.stringify(value)
        : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, customInspect: false, maxArrayLength: 5 });
    return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
