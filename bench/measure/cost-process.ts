/** A process of its own for one contestant: measures its cost each time it is told to. */
import process from "node:process";
import { CONTESTANTS } from "../contestants/contestants.ts";
import { SHAPES, type Shape } from "../workloads/shapes.ts";
import { runChecked } from "./checked.ts";

/** Small jobs are run so often that each measure is of as many stages. */
const STAGES_A_MEASURE = 5_000;
const CONCURRENCY = 16;
const WARM_UP_MS = 2_000;

const [name, shape, size] = process.argv.slice(2);
const contestant = CONTESTANTS.find((each) => each.name === name);
if (contestant === undefined) throw new Error(`There is no contestant ${name}`);
const job = {
  needs: SHAPES[shape as Shape](Number(size)),
  concurrency: CONCURRENCY,
  work: () => undefined,
  durations: undefined,
};

const run = () => runChecked(contestant, job);
let state: "cold" | "warm" = "cold";

process.on("message", async () => {
  if (state === "cold") await warmUp();
  state = "warm";
  const repeats = Math.max(1, Math.floor(STAGES_A_MEASURE / job.needs.length));
  globalThis.gc?.();
  const begin = performance.now();
  for (let repeat = 0; repeat < repeats; repeat += 1) await run();
  process.send?.(((performance.now() - begin) * 1_000) / repeats / job.needs.length);
});

/** Until the compiler has done what it will do. */
async function warmUp(): Promise<void> {
  for (const end = performance.now() + WARM_UP_MS; performance.now() < end; ) await run();
}
