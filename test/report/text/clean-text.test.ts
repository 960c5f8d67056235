import { expect, test } from "vitest";
import { cleanLine, cleanText } from "../../../src/report/text/clean-text.ts";

test.each([
  ["colours", "\u001b[1;31mred\u001b[0m", "red"],
  ["cursor movements", "a\u001b[2J\u001b[1A\u009b2Kb", "ab"],
  ["window titles and links", "\u001b]0;owned\u0007x\u001b]8;;https://e.x\u0007y\u001b]8;;\u0007", "xy"],
  [
    "what else has text in it",
    "a\u001bP1$r\u001b\\b\u001b_x y\u001b\\c\u001b^x\u0007d\u009dx\u009ce\u001bXx\u001b\\",
    "abcde",
  ],
  ["the titles that have blanks in them", "\u001b]0;my title\u001b\\x", "x"],
  ["the beginning of a title without an end", "\u001b]0;x\ny\u001bP z", "0;x\ny z"],
  ["what turns the direction of text", "a\u202eb\u202cc\u2066d\u2069", "abcd"],
  ["control characters", "a\u0000\u0007\u0008\u000b\u007f\u0085b", "ab"],
  ["halves of surrogate pairs", "a\ud83db\udc4dc", "abc"],
  ["a lone escape", "a\u001bb", "ab"],
])("takes %s out of text", (_what, text, cleaned) => {
  expect(cleanText(text)).toBe(cleaned);
});

test("keeps tabs, line breaks and every script", () => {
  expect(cleanText("a\tb\nc — żółć 漢字 👩‍👩‍👧")).toBe("a\tb\nc — żółć 漢字 👩‍👩‍👧");
});

test("breaks the line where a carriage return would overwrite it", () => {
  expect(cleanText("10%\r20%\r\ndone")).toBe("10%\n20%\ndone");
});

test("makes one line of several", () => {
  expect(cleanLine(" a\r\n\tb\n\nc ")).toBe("a b c");
});
