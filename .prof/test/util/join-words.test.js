import { expect, test } from "vitest";
import { joinWords } from "../../src/util/join-words.js";
test("joins items as a sentence does", () => {
    expect(joinWords([])).toBe("");
    expect(joinWords(["a"])).toBe("a");
    expect(joinWords(["a", "b"])).toBe("a and b");
    expect(joinWords(["a", "b", "c"], { last: "or" })).toBe("a, b or c");
});
test("cuts long lists, but not for the sake of one item", () => {
    expect(joinWords(["a", "b", "c", "d"], { atMost: 2 })).toBe("a, b and 2 more");
    expect(joinWords(["a", "b", "c"], { atMost: 2 })).toBe("a, b and c");
});
