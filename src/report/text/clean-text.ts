import { stripVTControlCharacters } from "node:util";

/**
 * Text of users without what could garble a terminal or a log: escape
 * sequences and control characters but tabs and line breaks. A carriage
 * return, with which progress bars overwrite themselves, breaks the line.
 */
export function cleanText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "");
}

/** The same on a single line. */
export function cleanLine(text: string): string {
  return cleanText(text).trim().replace(/\s+/g, " ");
}
