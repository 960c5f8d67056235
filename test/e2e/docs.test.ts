import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { codeBlocks, listPages } from "../docs/code-blocks.ts";
import { createPageProject } from "../docs/page-project.ts";
import { isCode, runPage } from "../docs/run-page.ts";

const pages = listPages().filter((page) => codeBlocks(page).some(isCode));

it.each(pages)("%s: its code does what the page says", { timeout: 180_000 }, async (page) => {
  await runPage(page, await createPageProject());
});

it("the types of all TypeScript in the pages are right", { timeout: 60_000 }, async () => {
  const project = await createPageProject();
  for (const page of pages) {
    const modules = codeBlocks(page).filter(({ language, notRun }) => language === "ts" && notRun === undefined);
    // Of a module that a page shows twice the last one counts.
    for (const { path, text } of modules) await project.write(join("pages", page, path ?? "no-name.ts"), text);
  }
  await writeFile(join(project.folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
  expect(await project.run("npx tsc --pretty false")).toEqual({ code: 0, output: "" });
});

/** As strict as users' own. */
const TSCONFIG = {
  compilerOptions: {
    target: "ES2023",
    lib: ["ES2023", "ESNext.Disposable"],
    module: "NodeNext",
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    noEmit: true,
  },
  include: ["pages"],
};
