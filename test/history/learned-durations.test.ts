import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { StageDefinition } from "../../src/model/stage-definition.ts";
import { createSimulatedClock } from "../../src/testing/simulated-clock.ts";
import { cutJournal } from "../helpers/cut-journal.ts";
import { fails, takes } from "../helpers/functions.ts";
import { begin, eventsOfType, type SimulatedRun, type SimulationOptions } from "../helpers/simulate.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

let journal: string;
beforeEach(async () => {
  journal = await writeTempFolder({});
});

const clock = createSimulatedClock();
const run = (stages: readonly StageDefinition[], options: SimulationOptions = {}) =>
  begin(stages, { journal, clock, ...options }).finish();
const warningsOf = (ended: SimulatedRun) =>
  eventsOfType(ended, "log").map(({ level, message }) => `${level}: ${message}`);

/** What a run expects of each stage. */
async function expectedOf(stages: readonly StageDefinition[], options: SimulationOptions = {}) {
  const ended = await run(stages, options);
  const [started] = eventsOfType(ended, "run.started");
  return Object.fromEntries(started?.plan.stages.map(({ name, estimateMs }) => [name, estimateMs]) ?? []);
}

test("the next run expects what the last ones measured, whatever the author's hint", async () => {
  const stages = [
    { name: "a", estimate: "1h", setup: takes(clock, 100), run: takes(clock, 20), teardown: takes(clock, 3) },
    { name: "b", estimate: 7, run: takes(clock, 50) },
    { name: "c" },
  ];
  expect(await expectedOf(stages)).toEqual({ a: 3_600_000, b: 7, c: undefined });
  expect(await expectedOf(stages)).toEqual({ a: 123, b: 50, c: undefined });
});

test("the time for which a stage only serves does not count", async () => {
  const stages: StageDefinition[] = [
    { name: "server", keep: "dependents", setup: takes(clock, 10), teardown: takes(clock, 5) },
    { name: "user", dependencies: ["server"], run: takes(clock, 1_000) },
  ];
  await run(stages);
  expect(await expectedOf(stages)).toEqual({ server: 15, user: 1_000 });
});

test("of a stage that was retried the attempt that passed counts, of one that failed nothing", async () => {
  const stages: StageDefinition[] = [
    {
      name: "flaky",
      retry: { limit: 1, delay: 500 },
      run: ({ attempt }) => (attempt === 1 ? fails() : takes(clock, 30)()),
    },
    { name: "broken", run: fails },
    { name: "skipped", dependencies: ["broken"], run() {} },
  ];
  await run(stages);
  expect(await expectedOf(stages)).toEqual({ flaky: 30, broken: undefined, skipped: undefined });
});

test("a run that is continued learns of what it did before, too", async () => {
  const stages: StageDefinition[] = [
    { name: "a", run: takes(clock, 40) },
    { name: "b", dependencies: ["a"], run: takes(clock, 2) },
  ];
  await run(stages, { runId: "r", pipeline: "other" });
  await cutJournal(join(journal, "r.ndjson"), (event) => event.type === "stage.finished" && event.stage === "a");
  await run(stages, { resume: "r" });
  expect(await expectedOf(stages)).toEqual({ a: 40, b: 2 });
});

test("without a journal nothing is learned", async () => {
  const stages = [{ name: "a", run: takes(clock, 40) }];
  await begin(stages, { clock }).finish();
  expect(readdirSync(journal)).toEqual([]);
  expect(await expectedOf(stages)).toEqual({ a: undefined });
});

test("what cannot be read is told of once, and is no harm", async () => {
  const stages = [{ name: "a", run: takes(clock, 40) }];
  mkdirSync(join(journal, ".durations"));
  writeFileSync(join(journal, ".durations", "pipeline.json"), "{");
  const ended = await run(stages);
  expect(ended.report.status).toBe("passed");
  expect(warningsOf(ended)).toEqual([
    expect.stringMatching(/^warn: Cannot read the past durations in .*pipeline\.json/),
  ]);
  expect(warningsOf(await run(stages))).toEqual([]);
  expect(await expectedOf(stages)).toEqual({ a: 40 });
});

test("what cannot be written is told of, and is no harm", async () => {
  writeFileSync(join(journal, ".durations"), "");
  const ended = await run([{ name: "a", run: takes(clock, 40) }]);
  expect(ended.report.status).toBe("passed");
  expect(warningsOf(ended).at(-1)).toMatch(/^warn: Cannot write the durations to /);
});
