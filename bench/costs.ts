/**
 * What a stage costs among 100 to 100,000, in one shape: prints a table, writes nothing.
 *
 * usage: npm run bench:costs [-- chain|wide|layered|random]
 */
import { CONTESTANTS } from "./contestants/contestants.ts";
import { measureCosts } from "./measure/per-stage-cost.ts";
import { showRatio, toTable } from "./report/table.ts";
import { SHAPES, type Shape } from "./workloads/shapes.ts";

const SIZES = [100, 1_000, 10_000, 100_000];
const [shape = "layered"] = process.argv.slice(2);
if (!(shape in SHAPES)) throw new Error(`There is no shape ${shape}; there are ${Object.keys(SHAPES).join(", ")}`);

const rows: string[][] = [];
for (const size of SIZES) {
  const costs = await measureCosts({ shape: shape as Shape, size, rounds: 5 });
  rows.push([size.toLocaleString("en"), ...costs.map(({ ratio }) => showRatio(ratio))]);
  const own = costs.map(({ contestant, microseconds }) => `${contestant.name} ${microseconds?.toFixed(1) ?? "–"} µs`);
  process.stdout.write(`${shape}, ${size}: ${own.join(", ")}\n`);
}
process.stdout.write(`\n${toTable(["stages", ...CONTESTANTS.map(({ name }) => name)], rows)}\n`);
