import { expect, test } from "vitest";
import { table } from "../../../src/cli/text/table.js";
test("makes columns as wide as they need", () => {
    expect(table([
        ["a", "bb"],
        ["ccc", ""],
    ], { width: 80 })).toEqual(["a    bb", "ccc"]);
});
test("wraps the widest column to fit", () => {
    expect(table([["name", "some words that are too long"]], { width: 20, indent: "  " })).toEqual([
        "  name  some words",
        "        that are too",
        "        long",
    ]);
});
test("breaks a word that is longer than its column", () => {
    expect(table([["abcdefghijklmnop", "x"]], { width: 11 })).toEqual(["abcdefgh  x", "ijklmnop"]);
});
