import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { writeTempFolder } from "../helpers/temp-folder.ts";
import { type Checkpoint, checkpointSchema } from "./checkpoint.ts";

/** By `npm run test:soak` 10,000 of each. */
const runsOf = (few: number) => Number(process.env.STAGEWRIGHT_SOAK_RUNS ?? few);
/** Bytes a run by which the heap may seem to grow: what the garbage collector leaves varies by some 300 KB. */
const maxSlopeOf = (runs: number) => 20 + 400_000 / runs;
/** Actors that a register or an inline cache still holds. */
const FEW = 10;

const JITI = fileURLToPath(new URL("../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url));

test.each([
  ["mixed-runs", runsOf(600)],
  ["tenants", runsOf(1_000)],
])("%s leave nothing behind in their process", { timeout: 600_000 }, async (name, runs) => {
  const checkpoints = await soak(name, runs);
  const { warnings, files, resources } = lastOf(checkpoints);
  expect(warnings).toEqual([]);
  for (const checkpoint of checkpoints) {
    // The two charts, as they are and with their steps known.
    expect(checkpoint).toMatchObject({ machines: 4, listeners: 0, files, resources });
    expect(checkpoint.actors).toBeLessThan(FEW);
  }
  const slope = slopeOf(checkpoints.slice(checkpoints.length / 4));
  process.stdout.write(`${name}: the heap grows by ${slope.toFixed(1)} bytes a run over ${runs} runs\n`);
  expect(slope, "bytes a run").toBeLessThan(maxSlopeOf(runs));
});

/** Runs a program, of which each line of output is a checkpoint. */
async function soak(name: string, runs: number): Promise<readonly Checkpoint[]> {
  const program = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [JITI, program, String(runs)], {
    cwd: await writeTempFolder({}),
    env: { ...process.env, NODE_ENV: "production" },
  });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => checkpointSchema.parse(JSON.parse(line)));
}

function lastOf<T>(values: readonly T[]): T {
  const last = values.at(-1);
  if (last === undefined) throw new TypeError("There is none");
  return last;
}

/** How steeply the heap grows, by least squares. */
function slopeOf(checkpoints: readonly Checkpoint[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const runs = mean(checkpoints.map((checkpoint) => checkpoint.runs));
  const heap = mean(checkpoints.map((checkpoint) => checkpoint.heap));
  const products = checkpoints.map((checkpoint) => (checkpoint.runs - runs) * (checkpoint.heap - heap));
  return mean(products) / mean(checkpoints.map((checkpoint) => (checkpoint.runs - runs) ** 2));
}
