import { expect, test } from "vitest";
import { errorHead, errorLines } from "../../../src/report/text/error-text.js";
test("puts name, message and code on one line", () => {
    expect(errorHead({ name: "Error", message: "no\nroute", code: 113 })).toBe("Error: no route [113]");
});
test("does not repeat a code that the message tells", () => {
    expect(errorHead({ name: "Error", message: "connect ECONNREFUSED", code: "ECONNREFUSED" })).toBe("Error: connect ECONNREFUSED");
});
test("is the name alone where there is no message", () => {
    expect(errorHead({ name: "Error", message: "" })).toBe("Error");
});
test("takes the frames of a stack only: it may begin with an older name", () => {
    const stack = "Error: lost\nat sea\n    at sail (/app/ship.ts:1:1)\n    at <anonymous>";
    expect(errorLines({ name: "ShipError", message: "lost\nat sea", stack })).toEqual([
        "ShipError: lost",
        "at sea",
        "    at sail (/app/ship.ts:1:1)",
        "    at <anonymous>",
    ]);
});
test("indents causes and gathered errors below their error", () => {
    const cause = { name: "Error", message: "b", stack: "Error: b\n    at b", cause: { name: "Error", message: "c" } };
    expect(errorLines({ name: "Error", message: "a", cause, errors: [{ name: "Error", message: "d" }] })).toEqual([
        "Error: a",
        "  caused by: Error: b",
        "      at b",
        "    caused by: Error: c",
        "  - Error: d",
    ]);
});
test("leaves frames inside Node out", () => {
    const stack = "Error: a\n    at run (/app/a.ts:1:1)\n    at async open (node:internal/fs:1:1)\n    at node:internal/x:1:1";
    expect(errorLines({ name: "Error", message: "a", stack })).toEqual(["Error: a", "    at run (/app/a.ts:1:1)"]);
});
