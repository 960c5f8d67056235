import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { referencePages } from "../../../scripts/reference/pages.ts";

const folder = new URL("../../../docs/reference/", import.meta.url);

it("tells of the code as it is (else: npm run docs:reference)", async () => {
  const files = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")]);
  expect(Object.fromEntries(files)).toEqual(await referencePages());
});
