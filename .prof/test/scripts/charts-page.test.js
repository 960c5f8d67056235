import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { chartsPage } from "../../scripts/charts-page.js";
it("draws the statecharts of docs/statecharts.md as they are (else: npm run docs:charts)", () => {
    expect(readFileSync(new URL("../../docs/statecharts.md", import.meta.url), "utf8")).toBe(chartsPage());
});
