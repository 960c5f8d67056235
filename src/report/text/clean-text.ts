import { stripVTControlCharacters } from "node:util";

/**
 * Text of users without what could garble a terminal, a log or a file: escape
 * sequences, control characters but tabs and line breaks, and halves of
 * surrogate pairs. A carriage return, with which progress bars overwrite
 * themselves, breaks the line.
 */
export function cleanText(text: string): string {
  if (!MAY_HARM.test(text)) return text;
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, "");
}

/** Nearly all texts hold nothing of the kind, and looking is cheaper than replacing. */
const MAY_HARM = /[^\n\t -~]/;
const SINGLE_LINE = /^[!-~]+(?: [!-~]+)*$/;

/** The same on a single line. */
export function cleanLine(text: string): string {
  if (SINGLE_LINE.test(text)) return text;
  return cleanText(text).trim().replace(/\s+/g, " ");
}
