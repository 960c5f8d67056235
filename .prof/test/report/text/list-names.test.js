import { expect, test } from "vitest";
import { listNames } from "../../../src/report/text/list-names.js";
test("lists up to five names", () => {
    expect(listNames(["a", "b", "c", "d", "e"])).toBe("a, b, c, d, e");
});
test("counts the names after the first five", () => {
    expect(listNames(["a", "b", "c", "d", "e", "f", "g"])).toBe("a, b, c, d, e and 2 more");
});
