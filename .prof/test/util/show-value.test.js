import { expect, test } from "vitest";
import { showValue } from "../../src/util/show-value.js";
test("shows any value on one line", () => {
    expect(showValue('say "hi"\n')).toBe('"say \\"hi\\"\\n"');
    expect(showValue(undefined)).toBe("undefined");
    expect(showValue(Number.NaN)).toBe("NaN");
    expect(showValue({ a: { b: { c: 1 } } })).toBe("{ a: { b: [Object] } }");
    expect(showValue(() => 1)).toBe("[Function (anonymous)]");
});
test("cuts long values and calls nothing of the value's own", () => {
    expect(showValue("x".repeat(500))).toHaveLength(101);
    const hostile = {
        get field() {
            throw new Error("called");
        },
    };
    expect(showValue(hostile)).toBe("{ field: [Getter] }");
});
