/** Keeps the environment up for as long as the suite runs: for the pipeline, the suite is one more stage. */
import { EventEmitter, once } from "node:events";
import { defineStage, type Report, startRun } from "stagewright";
import type { TestProject } from "vitest/node";
import { environment } from "./environment.ts";
import { exitOnSignal } from "./exit-on-signal.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly apiUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const suite = new EventEmitter();
  const suiteStage = defineStage({
    name: "suite",
    dependencies: ["api"],
    run: async ({ outputs, signal }) => {
      project.provide("apiUrl", outputs.api.url);
      suite.emit("begin");
      await once(suite, "end", { signal });
    },
  });
  const run = startRun({ pipeline: "suite", stages: [...environment, suiteStage] });
  exitOnSignal(run);
  run.events$.subscribe((event) => {
    if (event.type === "log") console.log(`${event.stage}: ${event.message}`);
  });

  await Promise.race([once(suite, "begin"), run.report.then(check)]);
  return async () => {
    suite.emit("end");
    check(await run.report);
  };
}

/** A report comes after the last teardown: of an environment that failed nothing is left up. */
function check({ status, stages }: Report): void {
  if (status === "passed") return;
  // Vitest shows what a teardown throws, but passes all the same.
  process.exitCode = 1;
  const errors = stages.flatMap(({ name, errors }) =>
    errors.map(({ phase, message }) => `${name}: ${phase}: ${message}`),
  );
  throw new Error(`The environment failed:\n${errors.join("\n")}`);
}
