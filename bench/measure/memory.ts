import { startRun } from "stagewright";
import { defineStages } from "../contestants/stagewright.ts";
import { SHAPES } from "../workloads/shapes.ts";

export interface Memory {
  /** Bytes of heap a stage when all of them wait to begin. */
  readonly waiting: number;
  /** The same when half of them are over. */
  readonly halfway: number;
  /** The same at the end, with the report. */
  readonly ended: number;
}

/** What a run of many stages holds, beside their definitions. Needs `--expose-gc`. */
export async function measureMemory(size: number): Promise<Memory> {
  let reached = 0;
  let halfway = 0;
  const work = (index: number) => {
    reached += 1;
    if (reached === size / 2) halfway = heapUsed();
    return index % 1_000 === 0 ? Promise.resolve() : undefined;
  };
  const job = { needs: SHAPES.layered(size), concurrency: 16, work, durations: undefined };
  const stages = defineStages(job, "full");
  const before = heapUsed();
  const run = startRun({ stages, concurrency: 16 });
  let waiting = 0;
  run.events$.subscribe(({ type }) => {
    if (type === "run.started") waiting = heapUsed();
  });
  const report = await run.report;
  const ended = heapUsed();
  if (report.counts.passed !== size) throw new Error(`${report.counts.passed} of ${size} stages passed`);
  const perStage = (bytes: number) => (bytes - before) / size;
  return { waiting: perStage(waiting), halfway: perStage(halfway), ended: perStage(ended) };
}

function heapUsed(): number {
  if (globalThis.gc === undefined) throw new Error("The heap can be measured with --expose-gc only");
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
