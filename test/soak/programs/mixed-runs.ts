import { setTimeout as delay } from "node:timers/promises";
import type { StageContext, StageDefinition } from "../../../src/model/stage-definition.ts";
import type { Run } from "../../../src/run/run.ts";
import { startRun } from "../../../src/run/start-run.ts";
import { measure } from "./measure.ts";

const untilStopped = ({ signal }: StageContext) => delay(60_000, undefined, { signal });
const fails = () => {
  throw new Error("broken");
};

/** Environment, work, and what comes after it; `work` is what a kind of run is about. */
const around = (work: StageDefinition): StageDefinition[] => [
  { name: "environment", keep: "dependents", setup: () => ({ up: true }), run: () => "here", teardown: () => delay(1) },
  { name: "work", dependencies: ["environment"], teardown: () => {}, ...work },
  { name: "after", dependencies: ["work"], run: () => new Map() },
  { name: "cleanup", dependencies: [{ stage: "work", on: "settled" }], run: ({ log }) => log("clean") },
];

interface Kind {
  readonly work: StageDefinition;
  /** What is done to the run once its work is under way. */
  readonly meddle?: (run: Run) => void;
  /** It is cancelled by a signal of its own, once its work is under way. */
  readonly aborts?: true;
}

const KINDS: readonly Kind[] = [
  { work: { run: () => delay(1) } },
  { work: { run: fails } },
  { work: { optional: true, run: fails, teardown: fails } },
  { work: { retry: { limit: 2, delay: 1 }, run: ({ attempt }) => (attempt < 3 ? fails() : undefined) } },
  { work: { timeout: 2, run: untilStopped } },
  // It is abandoned, and settles when nobody waits for it any more.
  { work: { timeout: 1, setup: () => delay(10, { late: true }) } },
  { work: { when: () => "not today" } },
  { work: { run: untilStopped }, meddle: (run) => run.cancel("enough") },
  {
    work: { run: () => delay(20), teardown: () => delay(20) },
    meddle: (run) => {
      run.cancel("enough");
      run.cancel("now");
    },
  },
  { work: { run: untilStopped }, meddle: (run) => run.cancelStage("work") },
  {
    work: { run: () => delay(2) },
    meddle: (run) => {
      run.pause();
      run.resume();
    },
  },
  { work: { run: untilStopped }, meddle: (run) => void run[Symbol.asyncDispose]() },
  { work: { run: untilStopped }, aborts: true },
];

/** Ways to listen; what is returned is waited for. */
const LISTENERS: readonly ((run: Run) => unknown)[] = [
  (run) => run.events$.subscribe(() => {}),
  (run) => run.view$.subscribe(() => {}).unsubscribe(),
  (run) => run.events$.subscribe(({ type }) => (type === "stage.ready" ? fails() : undefined)),
  async ({ events$ }) => {
    for await (const _ of events$) await delay(1);
  },
  async ({ view$ }) => {
    for await (const view of view$) if (view.revision > 3) break;
  },
  // It is never read again.
  (run) => run.events$[Symbol.asyncIterator]().next(),
];

await measure(async (index, signal) => {
  const { work, meddle, aborts } = KINDS[index % KINDS.length] ?? { work: {} };
  const own = new AbortController();
  const run = startRun({
    stages: around(work),
    grace: 2,
    concurrency: 2,
    signal: aborts ? own.signal : signal,
    ...(index % 25 === 0 && { journal: "journals" }),
  });
  const listening = LISTENERS[index % LISTENERS.length]?.(run);
  run.events$.subscribe((event) => {
    if (event.type !== "phase.started" || event.stage !== "work") return;
    queueMicrotask(() => {
      if (aborts) own.abort(new Error("enough"));
      meddle?.(run);
    });
  });
  await run.report;
  await listening;
});
