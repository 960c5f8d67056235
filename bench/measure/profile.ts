import { Session } from "node:inspector/promises";
// The sources: of a bundle nobody could tell which part is whose.
import { startRun } from "../../src/run/start-run.ts";
import { defineStages } from "../contestants/stagewright.ts";
import { SHAPES } from "../workloads/shapes.ts";

/** Whose code was running, and for what share of the time. */
export interface ProfileShare {
  readonly owner: string;
  readonly share: number;
}

const WARM_UPS = 5;
const RUNS = 5;
const OWNERS: readonly (readonly [owner: string, pattern: RegExp])[] = [
  ["XState", /\/node_modules\/xstate\//],
  ["zod", /\/node_modules\/zod\//],
  ["Stagewright: definitions and plan", /\/src\/(load|plan|model\/(parse|stage|plan|problem))/],
  ["Stagewright: charts", /\/machines\//],
  ["Stagewright: sessions of stages", /\/src\/execute\//],
  ["Stagewright: run, events, view", /\/src\//],
];

/** What the cost of a stage is made of, where its work is nothing: a sampled profile of runs, the largest share first. */
export async function measureProfile(size: number): Promise<readonly ProfileShare[]> {
  const job = { needs: SHAPES.layered(size), concurrency: 16, work: () => undefined, durations: undefined };
  const run = () => startRun({ stages: defineStages(job, "full"), concurrency: job.concurrency }).report;
  for (let count = 0; count < WARM_UPS; count += 1) await run();

  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  for (let count = 0; count < RUNS; count += 1) await run();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();

  const owners = new Map(profile.nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const times = new Map<string, number>();
  const { samples = [], timeDeltas = [] } = profile;
  for (const [index, id] of samples.entries()) {
    const owner = owners.get(id) ?? "";
    times.set(owner, (times.get(owner) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const total = timeDeltas.reduce((sum, time) => sum + time, 0);
  return [...times].map(([owner, time]) => ({ owner, share: time / total })).toSorted((a, b) => b.share - a.share);
}

function ownerOf({ functionName, url }: { readonly functionName: string; readonly url: string }): string {
  if (functionName === "(garbage collector)") return "garbage collection";
  return OWNERS.find(([, pattern]) => pattern.test(url))?.[0] ?? "Node";
}
