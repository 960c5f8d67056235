import process from "node:process";
import { Stryker } from "@stryker-mutator/core";
import { type Mutants, type MutationScore, scoreMutants } from "./mutation-score.ts";

/** What is mutated, and of how many mutants in a hundred the tests must notice. */
const FOLDERS = ["src/plan", "src/run", "machines"];
const ENOUGH = 80;

/** What becomes of each mutant is kept in `reports/mutation`: the next run tries only what changes touch. */
function mutate(folder: string): Promise<Mutants> {
  const report = `reports/mutation/${folder.replace("/", "-")}`;
  process.env.STAGEWRIGHT_MUTATED = folder;
  return new Stryker({
    mutate: [`${folder}/**/*.ts`],
    incrementalFile: `${report}.incremental.json`,
    htmlReporter: { fileName: `${report}.html` },
  }).runMutationTest();
}

// Few random runs, and the same ones for every mutant.
process.env.STAGEWRIGHT_RUNS ??= "20";
process.env.STAGEWRIGHT_SEED ??= "1";

const asked = process.argv.slice(2);
const scores: MutationScore[] = [];
for (const folder of asked.length > 0 ? asked : FOLDERS) scores.push(scoreMutants(folder, await mutate(folder)));
console.table(scores);
if (scores.some(({ score }) => score < ENOUGH)) process.exitCode = 1;
