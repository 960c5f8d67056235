import { defineStage, type RunEvent, startRun } from "../../src/index.ts";
import { createSimulatedClock } from "../../src/testing/index.ts";

/** The events of a small run, always the same: it lives in virtual time. */
export async function sampleRun(): Promise<readonly RunEvent[]> {
  const clock = createSimulatedClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  const wait = (ms: number) => new Promise<void>((resolve) => void clock.setTimeout(resolve, ms));
  const run = startRun({
    clock,
    concurrency: 4,
    pipeline: "shop",
    runId: "sample",
    stages: [
      defineStage({
        name: "database",
        keep: "dependents",
        setup: () => wait(1_400),
        run: ({ log }) => log("accepting connections", { port: 5432 }),
        teardown: () => wait(120),
      }),
      defineStage({
        name: "import",
        dependencies: ["database"],
        retry: { limit: 2, delay: "250ms" },
        async run({ attempt }) {
          await wait(300);
          if (attempt === 1) throw withoutStack("the supplier answered 503");
          return { rows: 1_200 };
        },
      }),
      defineStage({
        name: "prices",
        dependencies: ["import"],
        tags: ["check"],
        async run() {
          await wait(80);
          throw withoutStack("the lamp costs -1");
        },
      }),
      defineStage({ name: "publish", dependencies: ["prices"], run: () => wait(500) }),
      defineStage({
        name: "metrics",
        dependencies: ["database"],
        optional: true,
        async run() {
          await wait(40);
          throw withoutStack("GET /metrics answered 404");
        },
      }),
    ],
  });
  const events: RunEvent[] = [];
  run.events$.subscribe((event) => events.push(event));
  await clock.runUntil(run.report);
  return events;
}

/** A stack is full of paths of the machine that it was made on. */
function withoutStack(message: string): Error {
  const error = new Error(message);
  delete error.stack;
  return error;
}
