import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import * as z from "zod";

/** What a run of a graph that is ten times as large may do more for each stage. Sorting alone adds a few percent. */
const MAX_GROWTH = 1.15;
const [SMALL, LARGE] = [100, 1_000];

const JITI = fileURLToPath(new URL("../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url));
const PROGRAM = fileURLToPath(new URL("programs/count-work.ts", import.meta.url));

const workSchema = z.object({ status: z.literal("passed"), calls: z.number(), native: z.number() });

/** What a run does, counted, not timed: calls and blocks of code that were entered, elements that built-in functions went through. */
async function countWork(shape: string, size: number, outputs: string) {
  const { stdout } = await promisify(execFile)(process.execPath, [JITI, PROGRAM, shape, String(size), outputs], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  const { calls, native } = workSchema.parse(JSON.parse(stdout));
  return { calls: calls / size, native: native / size };
}

test.each([
  ["chain", "none"],
  ["wide", "none"],
  ["layered", "none"],
  ["random", "none"],
  ["layered", "all"],
])(
  "a stage of a large graph takes no more work than one of a small graph: %s, outputs %s",
  { timeout: 120_000 },
  async (shape, outputs) => {
    const [small, large] = [await countWork(shape, SMALL, outputs), await countWork(shape, LARGE, outputs)];
    const growth = { calls: large.calls / small.calls, native: large.native / small.native };
    process.stdout.write(
      `${shape}, outputs ${outputs}: ${large.calls.toFixed(0)} calls a stage (× ${growth.calls.toFixed(3)}), ${large.native.toFixed(0)} elements (× ${growth.native.toFixed(3)})\n`,
    );
    expect(growth.calls).toBeLessThan(MAX_GROWTH);
    expect(growth.native).toBeLessThan(MAX_GROWTH);
  },
);
