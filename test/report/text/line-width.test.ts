import stringWidth from "string-width";
import { expect, test } from "vitest";
import { lineWidth } from "../../../src/report/text/line-width.ts";

test.each([
  "api",
  "żółć — ✓ → …",
  "漢字データ가나다",
  "ａｐｉ",
  "が vs. が",
  "e\u0301 a\u200bb",
  "👩‍👩‍👧 👍🏽 ☝🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "🇩🇪🇫🇷 1️⃣ ☎ ☎️ ⚠️",
  "𠮷野家",
])("counts the columns that a terminal gives to %j", (line) => {
  expect(lineWidth(line)).toBe(stringWidth(line));
});
