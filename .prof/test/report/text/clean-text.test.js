import { expect, test } from "vitest";
import { cleanLine, cleanText } from "../../../src/report/text/clean-text.js";
test.each([
    ["colours", "\u001b[1;31mred\u001b[0m", "red"],
    ["cursor movements", "a\u001b[2J\u001b[1A\u009b2Kb", "ab"],
    ["window titles and links", "\u001b]0;owned\u0007x\u001b]8;;https://e.x\u0007y\u001b]8;;\u0007", "xy"],
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
