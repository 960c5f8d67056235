import { stripVTControlCharacters } from "node:util";
/**
 * Text of users without what could garble a terminal, a log or a file: escape
 * sequences, control characters but tabs and line breaks, and halves of
 * surrogate pairs. A carriage return, with which progress bars overwrite
 * themselves, breaks the line.
 */
export function cleanText(text) {
    return stripVTControlCharacters(text)
        .replace(/\r\n?/g, "\n")
        .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, "");
}
/** The same on a single line. */
export function cleanLine(text) {
    return cleanText(text).trim().replace(/\s+/g, " ");
}
