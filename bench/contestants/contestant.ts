import type { Needs } from "../workloads/shapes.ts";

/** What is to be run, and how. */
export interface Job {
  readonly needs: Needs;
  readonly concurrency: number;
  /** Does the work of a stage; undefined where there is none to wait for. */
  readonly work: (index: number) => Promise<void> | undefined;
  /** How long each stage takes, for those who can make use of it; undefined: nobody knows. */
  readonly durations: readonly number[] | undefined;
}

/** Something that runs stages in the order of their dependencies. */
export interface Contestant {
  readonly name: string;
  /** The package whose version is told. */
  readonly package?: string;
  /** How it is used here, and what it cannot do. */
  readonly note: string;
  /** Larger jobs would take it minutes. */
  readonly maxStages?: number;
  /** Runs the job; rejects where not all of it was done. */
  run(job: Job): Promise<void>;
}
