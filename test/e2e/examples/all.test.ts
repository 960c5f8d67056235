import { existsSync, readdirSync } from "node:fs";
import { join, parse } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./example-process.ts";

const names = readdirSync(join(ROOT, "examples")).map((entry) => parse(entry).name);

test.each(names)("%s has a test", (name) => {
  expect(existsSync(new URL(`${name}.test.ts`, import.meta.url))).toBe(true);
});
