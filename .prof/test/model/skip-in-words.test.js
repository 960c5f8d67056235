import { expect, test } from "vitest";
import { skipInWords } from "../../src/model/skip-in-words.js";
const chain = (length) => Array.from({ length }, (_, index) => `s${index}`);
test.each([
    [{ reason: "dependency-failed", because: ["api"] }, "api failed"],
    [{ reason: "dependency-passed", because: ["api"] }, "api did not fail"],
    [{ reason: "dependency-skipped", because: ["api"] }, "api was skipped"],
    [{ reason: "dependency-skipped", because: ["api", "web"] }, "web was skipped (api → web)"],
    [{ reason: "dependency-skipped", because: chain(5) }, "s4 was skipped (s0 → s1 → s2 → s3 → s4)"],
    [{ reason: "dependency-skipped", because: chain(20) }, "s19 was skipped (s0 → s1 → 16 more → s18 → s19)"],
    [{ reason: "condition", because: [] }, "its condition is not met"],
    [{ reason: "condition", because: [], message: "only on Windows" }, "only on Windows"],
    [{ reason: "not-selected", because: [] }, "not selected"],
    [{ reason: "cancelled", because: [] }, "cancelled"],
    [{ reason: "cancelled", because: [], message: "SIGINT" }, "cancelled (SIGINT)"],
    [{ reason: "fail-fast", because: ["api"] }, "fail-fast, because api failed"],
    [{ reason: "starved", because: [] }, "kept stages hold the resources that it needs"],
])("$0.reason: $1", (skip, words) => {
    expect(skipInWords(skip)).toBe(words);
});
