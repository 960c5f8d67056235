import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
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
  /** How long a run takes with them, as a multiple of one with none. */
  readonly ratio: number;
}

const NOTHING: Outputs = { label: "nothing", journal: false, reporters: [] };

/** What journal and reporters add to a run. They write real files; what is asked for takes turns with nothing. */
export async function measureOutputs(
  size: number,
  rounds: number,
  asked: readonly Outputs[],
): Promise<readonly OutputsCost[]> {
  const job = { needs: SHAPES.layered(size), concurrency: 16, work: () => undefined, durations: undefined };
  const stages = defineStages(job, "full");
  const times = new Map<Outputs, number[]>();
  for (const outputs of [NOTHING, ...asked]) times.set(outputs, []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [outputs, values] of times) {
      globalThis.gc?.();
      const begin = performance.now();
      await runWith(outputs, stages);
      if (round >= 0) values.push(performance.now() - begin);
    }
  }
  return asked.map((one) => ({ label: one.label, ratio: medianRatio(times.get(one) ?? [], times.get(NOTHING) ?? []) }));
}

async function runWith({ journal, reporters: names }: Outputs, stages: ReturnType<typeof defineStages>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "stagewright-bench-"));
  try {
    const files = names.map((name) => createWriteStream(join(folder, name)));
    const factories = await Promise.all(names.map((name) => loadReporter(name)));
    const reporters = factories.map((create, index) =>
      create({ output: { write: (text) => void files[index]?.write(text) }, color: false, unicode: true }),
    );
    const { run } = hostRun(
      { stages, concurrency: 16, ...(journal && { journal: join(folder, "journals") }) },
      names.length === 0
        ? undefined
        : {
            onEvent: (event, view, line) => {
              for (const reporter of reporters) reporter.onEvent?.(event, view, line);
              if (event.type === "run.finished") for (const reporter of reporters) void reporter.onEnd?.(view);
            },
          },
    );
    await run.report;
    for (const file of files) file.end();
    await Promise.all(files.map((file) => finished(file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
