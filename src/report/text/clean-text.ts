import { stripVTControlCharacters } from "node:util";

/**
 * Text of users without what could garble a terminal, a log or a file: escape
 * sequences, control characters but tabs and line breaks, halves of surrogate
 * pairs, and what turns the direction of text, which can make it read as what
 * it is not. A carriage return, with which progress bars overwrite themselves,
 * breaks the line.
 */
export function cleanText(text: string): string {
  if (!MAY_HARM.test(text)) return text;
  return stripVTControlCharacters(text.replace(CONTROL_STRING, ""))
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, "");
}

/** Nearly all texts hold nothing of the kind, and looking is cheaper than replacing. */
const MAY_HARM = /[^\n\t -~]/;
const SINGLE_LINE = /^[!-~]+(?: [!-~]+)*$/;

const ESCAPE = "\\u001b";
const BEGINNING = `(?:${ESCAPE}[PX\\]^_]|[\\u0090\\u0098\\u009d-\\u009f])`;
const BODY = `[^\\u0007\\u0018\\u001a${ESCAPE}\\u0080-\\u009f]*`;
const END = `(?:\\u0007|${ESCAPE}\\\\|\\u009c)`;
/**
 * Sequences with text in them (DCS, SOS, OSC, PM, APC), of which Node takes only
 * some out whole. One without an end loses its beginning only, so that it hides nothing.
 */
const CONTROL_STRING = new RegExp(`${BEGINNING}(?:${BODY}${END})?|${ESCAPE}\\\\`, "g");

/** The same on a single line. */
export function cleanLine(text: string): string {
  if (SINGLE_LINE.test(text)) return text;
  return cleanText(text).trim().replace(/\s+/g, " ");
}
