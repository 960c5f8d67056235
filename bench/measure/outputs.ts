import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createFileOutput } from "../../src/cli/outputs/file-output.ts";
import { createReporterFeed, type OpenReporter, type ReporterFeed } from "../../src/cli/outputs/reporter-feed.ts";
import { loadReporter, type ReporterName } from "../../src/report/reporters.ts";
import { hostRun } from "../../src/run/start-run.ts";
import { defineStages } from "../contestants/stagewright.ts";
import { SHAPES } from "../workloads/shapes.ts";
import { medianRatio } from "./statistics.ts";

export interface Outputs {
  readonly label: string;
  readonly journal: boolean;
  readonly reporters: readonly ReporterName[];
}

export interface OutputsCost {
  readonly label: string;
  /** How long a run takes with them, as a multiple of one without. */
  readonly ratio: number;
}

export interface OutputsJob {
  readonly size: number;
  readonly rounds: number;
  /** How long each stage waits, in ms; 0: it does nothing at all. */
  readonly workMs: number;
  /** What the runs have as well that are compared with. */
  readonly beside: Omit<Outputs, "label">;
}

export const NO_OUTPUTS: Omit<Outputs, "label"> = { journal: false, reporters: [] };
const CONCURRENCY = 16;

/** What journal and reporters add to a run. They write real files, as the command line does; what is asked for takes turns with what it is compared to. */
export async function measureOutputs(
  { size, rounds, workMs, beside }: OutputsJob,
  asked: readonly Outputs[],
): Promise<readonly OutputsCost[]> {
  const work = workMs === 0 ? () => undefined : () => delay(workMs);
  const job = { needs: SHAPES.layered(size), concurrency: CONCURRENCY, work, durations: undefined };
  const stages = defineStages(job, "full");
  const base: Outputs = { label: "base", ...beside };
  const times = new Map<Outputs, number[]>();
  for (const outputs of [base, ...asked]) times.set(outputs, []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [outputs, values] of times) {
      const folder = mkdtempSync(join(tmpdir(), "stagewright-bench-"));
      globalThis.gc?.();
      const begin = performance.now();
      await runWith(outputs, stages, folder);
      if (round >= 0) values.push(performance.now() - begin);
      rmSync(folder, { recursive: true });
    }
  }
  return asked.map((one) => ({ label: one.label, ratio: medianRatio(times.get(one) ?? [], times.get(base) ?? []) }));
}

async function runWith(outputs: Outputs, stages: ReturnType<typeof defineStages>, folder: string): Promise<void> {
  const feed = outputs.reporters.length === 0 ? undefined : await openFeed(outputs.reporters, folder);
  const options = { stages, concurrency: CONCURRENCY, ...(outputs.journal && { journal: join(folder, "journals") }) };
  const { run } = hostRun(options, feed && { onEvent: feed.next });
  await run.report;
  if (feed !== undefined && (await feed.finish()) !== "whole") throw new Error("A report is not whole");
}

async function openFeed(names: readonly ReporterName[], folder: string): Promise<ReporterFeed> {
  const onFailure = (error: Error) => {
    throw error;
  };
  const reporters: OpenReporter[] = [];
  for (const name of names) {
    const createReporter = await loadReporter(name);
    const output = createFileOutput(join(folder, name), { onFailure, host: process });
    reporters.push({ name, outputs: [output], reporter: createReporter({ output, color: false, unicode: true }) });
  }
  return createReporterFeed(reporters, { host: process, stderr: process.stderr });
}
