import { expect, test } from "vitest";
import { editDistance } from "../../src/util/edit-distance.js";
test("counts a swap of neighbours as one slip", () => {
    expect(editDistance("rnu", "run")).toBe(1);
    expect(editDistance("teardwon", "teardown")).toBe(1);
});
test("counts letters that are added, left out or replaced", () => {
    expect(editDistance("dependancies", "dependencies")).toBe(1);
    expect(editDistance("setup", "stup")).toBe(1);
    expect(editDistance("abc", "abc")).toBe(0);
    expect(editDistance("abcd", "badc")).toBeGreaterThan(1);
    expect(editDistance("", "abc")).toBe(3);
});
