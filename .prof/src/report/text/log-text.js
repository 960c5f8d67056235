import { cleanText } from "./clean-text.js";
/** A line of a stage as text: its level where it is not `info`, the message, the fields. May be several lines. */
export function logText({ level, message, fields = {} }) {
    const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
    return cleanText(`${level === "info" ? "" : `${level}: `}${message}${pairs.join("")}`).trimEnd();
}
