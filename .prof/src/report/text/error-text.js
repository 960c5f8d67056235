import { cleanLine, cleanText } from "./clean-text.js";
/** `Name: message` on one line. */
export function errorHead(error) {
    return cleanLine(headOf(error));
}
/** `run: Name: message` on one line; with the attempt where there were several. */
export function stageErrorHead(error, attempts) {
    return `${placeOf(error, attempts)}: ${errorHead(error)}`;
}
/** An error whole: `Name: message`, the frames of its stack, its causes and the errors it gathers. */
export function errorLines(error) {
    return [
        ...cleanText(headOf(error)).split("\n"),
        ...framesOf(error),
        ...(error.cause === undefined ? [] : introduced("caused by: ", error.cause)),
        ...(error.errors ?? []).flatMap((gathered) => introduced("- ", gathered)),
    ];
}
/** A stage's error whole, with the place it came from. */
export function stageErrorLines(error, attempts) {
    const [head, ...rest] = errorLines(error);
    return [`${placeOf(error, attempts)}: ${head}`, ...rest];
}
function placeOf({ phase, attempt }, attempts) {
    return attempts > 1 ? `${phase} (attempt ${attempt})` : phase;
}
function headOf({ name, message, code }) {
    const head = message === "" ? name : `${name}: ${message}`;
    const isTold = code === undefined || head.toLowerCase().includes(String(code).toLowerCase());
    return isTold ? head : `${head} [${code}]`;
}
/**
 * The stack from its first frame on: what precedes it repeats name and
 * message, often an older name. Frames inside Node are left out.
 */
function framesOf({ stack }) {
    if (stack === undefined)
        return [];
    const lines = cleanText(stack).trimEnd().split("\n");
    const first = lines.findIndex((line) => /^\s+at /.test(line));
    return first === -1 ? [] : lines.slice(first).filter((line) => !/[( ]node:/.test(line));
}
function introduced(introduction, error) {
    const [head, ...rest] = errorLines(error);
    return [`  ${introduction}${head}`, ...rest.map((line) => `  ${line}`)];
}
