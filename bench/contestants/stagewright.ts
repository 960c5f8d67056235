import { type RunOptions, type StageDefinition, startRun } from "stagewright";
import type { Contestant, Job } from "./contestant.ts";

/** Three empty phases for each stage, or `run` only. */
export type LifeCycle = "full" | "run only";

export function createStagewright(
  lifeCycle: LifeCycle,
  options: Omit<RunOptions, "stages" | "concurrency"> = {},
): Contestant {
  return {
    name: lifeCycle === "full" ? "stagewright" : `stagewright, ${lifeCycle}`,
    package: "stagewright",
    note: `${lifeCycle === "full" ? "setup, run and teardown" : "run alone"} of each stage; events on`,
    run: async (job) => {
      const stages = defineStages(job, lifeCycle);
      const { counts } = await startRun({ ...options, stages, concurrency: job.concurrency }).report;
      if (counts.passed !== stages.length) throw new Error(`${counts.passed} of ${stages.length} stages passed`);
    },
  };
}

export function defineStages({ needs, work, durations }: Job, lifeCycle: LifeCycle): readonly StageDefinition[] {
  const around = lifeCycle === "full" ? { setup() {}, teardown() {} } : {};
  return needs.map((targets, index) => {
    const estimate = durations?.[index];
    return {
      name: `s${index}`,
      dependencies: targets.map((target) => `s${target}`),
      ...around,
      run: () => work(index),
      ...(estimate !== undefined && { estimate }),
    };
  });
}
