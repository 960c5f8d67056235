import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { listPages, ROOT, readPage } from "./code-blocks.ts";
import { anchorsOf, linksOf } from "./links.ts";

const pages = listPages();

it.each(pages)("%s: its links to files and headings lead somewhere", (page) => {
  const broken = linksOf(readPage(page)).filter(({ target }) => {
    if (/^https?:/.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    if (!existsSync(join(ROOT, file))) return true;
    return anchor !== undefined && !anchorsOf(readPage(file)).has(anchor);
  });
  expect(broken).toEqual([]);
});

it("the index lists every page", () => {
  const listed = linksOf(readPage("docs/README.md")).map(({ target }) => join("docs", target));
  const others = pages.filter((page) => page.startsWith("docs/") && page !== "docs/README.md");
  expect(others.filter((page) => !listed.includes(page))).toEqual([]);
});

it("the tests that the comparison calls to witness exist, by file and title", () => {
  const witnesses = linksOf(readPage("docs/comparison.md")).filter(({ target }) => target.includes("/test/"));
  expect(witnesses.length).toBeGreaterThan(20);
  const missing = witnesses.filter(({ target, title }) => {
    const source = readFileSync(join(ROOT, "docs", target), "utf8");
    return title === undefined || !source.includes(`"${title}"`);
  });
  expect(missing).toEqual([]);
});

it("every point of the comparison links to where it is told, or shown", () => {
  // After the introduction and what Stagewright lacks.
  const sections = readPage("docs/comparison.md").split(/^## /m).slice(2);
  const points = sections.flatMap((section) => section.split("\n").filter((line) => line.startsWith("- ")));
  expect(points.filter((point) => !point.includes("]("))).toEqual([]);
});
