/** What the service runs: a supplier's catalogue, fetched page by page, stored in a workspace and counted. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { defineStage, type StageDefinition } from "stagewright";

const PAGE_SIZE = 20;

/** The stages that import so many products, and tell of each. */
export function importCatalogue(products: number): readonly StageDefinition[] {
  return [
    defineStage({
      name: "workspace",
      keep: "dependents",
      setup: () => mkdtemp(join(tmpdir(), "catalogue-")),
      run: ({ resource }) => ({ file: join(resource, "products.ndjson") }),
      teardown: async ({ resource, log }) => {
        if (resource === undefined) return;
        await rm(resource, { recursive: true });
        log("workspace removed");
      },
    }),
    defineStage({
      name: "import",
      dependencies: ["workspace"],
      run: async ({ outputs, signal, emit }) => {
        for await (const page of fetchPages(products, signal)) {
          const lines = page.map((product) => `${JSON.stringify(product)}\n`);
          await writeFile(outputs.workspace.file, lines, { flag: "a", signal });
          for (const product of page) emit({ product, of: products });
        }
      },
    }),
    defineStage({
      name: "verify",
      dependencies: ["workspace", "import"],
      run: async ({ outputs }) => {
        const stored = (await readFile(outputs.workspace.file, "utf8")).split("\n").length - 1;
        if (stored !== products) throw new Error(`${stored} of ${products} products are stored`);
        return { stored };
      },
    }),
  ];
}

/** Stands for the supplier, who takes 10 ms a page. */
async function* fetchPages(products: number, signal: AbortSignal) {
  for (let first = 1; first <= products; first += PAGE_SIZE) {
    await setTimeout(10, undefined, { signal });
    const size = Math.min(PAGE_SIZE, products - first + 1);
    yield Array.from({ length: size }, (_, index) => describeProduct(first + index));
  }
}

function describeProduct(number: number) {
  return { sku: `P-${number}`, description: `Product ${number} of the catalogue. `.repeat(30) };
}
