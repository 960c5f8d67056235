import { expect, test } from "vitest";
import { wantsColor } from "../../../src/cli/outputs/wants-color.js";
import { createFakeIo } from "../fake-io.js";
test.each([
    { isTTY: true, env: {}, color: true },
    { isTTY: false, env: {}, color: false },
    { isTTY: true, env: { NO_COLOR: "1" }, color: false },
    { isTTY: true, env: { NO_COLOR: "" }, color: true },
    { isTTY: true, env: { TERM: "dumb" }, color: false },
    { isTTY: false, env: { FORCE_COLOR: "1" }, color: true },
    { isTTY: false, env: { FORCE_COLOR: "1", NO_COLOR: "1" }, color: true },
    { isTTY: true, env: { FORCE_COLOR: "0" }, color: false },
])("is $color on a terminal: $isTTY, with $env", ({ isTTY, env, color }) => {
    expect(wantsColor(createFakeIo({ isTTY, env: { ...env } }))).toBe(color);
});
