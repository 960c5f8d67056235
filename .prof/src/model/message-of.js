import { serializeError } from "./serialize-error.js";
/** The message of an error, or any other value as text; never throws. */
export function messageOf(value) {
    return typeof value === "string" ? value : serializeError(value).message;
}
