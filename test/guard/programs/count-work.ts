import { mkdtempSync, rmSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SHAPES, type Shape } from "../../../bench/workloads/shapes.ts";
import { loadReporter } from "../../../src/report/reporters.ts";
import { hostRun } from "../../../src/run/start-run.ts";
import { countNativeWork } from "./count-native-work.ts";

/** What is counted: the library's code and XState's, not the loader's. */
const COUNTED = /\/(src|machines|node_modules\/xstate)\//;

const [shape = "layered", size = "200", outputs = "none"] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), "stagewright-test-"));
const reporters =
  outputs === "none" ? [] : [await loadReporter("plain"), await loadReporter("live"), await loadReporter("json")];
const run = () => {};
const stages = SHAPES[shape as Shape](Number(size)).map((needs, index) => ({
  name: `s${index}`,
  dependencies: needs.map((need) => `s${need}`),
  // Every third is kept for its dependents, every fifth shares a pool.
  ...(index % 3 === 0 && { keep: "dependents" as const }),
  ...(index % 5 === 0 && { resources: { port: 1 } }),
  setup: run,
  run,
  teardown: run,
}));

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
const native = countNativeWork();

const written = reporters.map((createReporter) =>
  createReporter({ output: { write: () => {} }, color: false, unicode: true }),
);
const hosted = hostRun(
  { stages, concurrency: 8, pools: { port: Number(size) }, ...(outputs !== "none" && { journal: folder }) },
  {
    onEvent: (event, view, line) => {
      for (const reporter of written) reporter.onEvent?.(event, view, line);
      if (event.type === "run.finished") for (const reporter of written) reporter.onEnd?.(view);
    },
  },
);
const { status } = await hosted.run.report;

const { count } = native;
const { result } = await session.post("Profiler.takePreciseCoverage");
let calls = 0;
for (const { url, functions } of result) {
  if (!COUNTED.test(url)) continue;
  for (const { ranges } of functions) {
    for (const range of ranges) calls += range.count;
  }
}
rmSync(folder, { recursive: true });
process.stdout.write(`${JSON.stringify({ status, calls, native: count })}\n`);
