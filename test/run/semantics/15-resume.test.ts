import { readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { StagewrightError } from "../../../src/model/problem.ts";
import { toReport } from "../../../src/model/report.ts";
import type { RunEvent } from "../../../src/model/run-event.ts";
import type { StageContext } from "../../../src/model/stage-definition.ts";
import { cutJournal, TORN_LINE } from "../../helpers/cut-journal.ts";
import { viewOf } from "../../helpers/events.ts";
import { fails } from "../../helpers/functions.ts";
import {
  begin,
  endsOf,
  eventsOfType,
  type SimulationOptions,
  type Stages,
  simulate,
  stageOf,
} from "../../helpers/simulate.ts";
import { writeTempFolder } from "../../helpers/temp-folder.ts";
import { readWholeJournal } from "../../helpers/whole-journal.ts";

const runId = "r";

/** Runs the stages in a folder of their own, and cuts the journal off after an event, as a crash does. */
async function crash(stages: Stages, isLast: (event: RunEvent) => boolean, options: SimulationOptions = {}) {
  const journal = await writeTempFolder({});
  const { events } = await simulate(stages, { ...options, journal, runId });
  const path = join(journal, `${runId}.ndjson`);
  await cutJournal(path, isLast);
  return { journal, path, events };
}

const starts = (stage: string) => (event: RunEvent) => event.type === "phase.started" && event.stage === stage;
const ends = (stage: string) => (event: RunEvent) => event.type === "stage.finished" && event.stage === stage;

function wholeLinesOf(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

function problemsOf(stages: Stages, options: SimulationOptions) {
  try {
    begin(stages, options);
  } catch (error) {
    if (error instanceof StagewrightError) return error.problems;
    throw error;
  }
  throw new Error("Nothing was refused");
}

/** Stages that count their calls, by name. */
function counted(stages: readonly { readonly name: string; readonly [field: string]: unknown }[]) {
  const calls: string[] = [];
  const counting = stages.map(({ run, ...stage }) => ({
    ...stage,
    run: (context: StageContext) => {
      calls.push(`${stage.name} ${context.attempt}`);
      return typeof run === "function" ? run(context) : undefined;
    },
  }));
  return { stages: counting, calls };
}

describe("§3.15 Resume", () => {
  it("goes on under the same run id in the same journal, with seq going on", async () => {
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"], run: () => {} },
    ];
    const { journal, path } = await crash(stages, starts("b"));
    const before = wholeLinesOf(await readFile(path, "utf8"));
    const ended = await simulate(stages, { journal, resume: runId });
    expect(ended.report.runId).toBe(runId);
    expect((await readFile(path, "utf8")).startsWith(before)).toBe(true);
    const events = readWholeJournal(path);
    expect(events.slice(-ended.events.length)).toEqual(ended.events);
    expect(JSON.stringify(toReport(viewOf(events)))).toBe(JSON.stringify(ended.report));
  });

  it("tells run.continued first, with the stages that were under way", async () => {
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"], run: () => {} },
    ];
    const { journal } = await crash(stages, starts("b"));
    const { events } = await simulate(stages, { journal, resume: runId });
    expect(events[0]).toMatchObject({ type: "run.continued", interrupted: ["b"], recreated: [] });
    expect(eventsOfType({ events }, "run.started")).toEqual([]);
  });

  it("cuts a torn last line off", async () => {
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"], run: () => {} },
    ];
    const { journal, path } = await crash(stages, starts("b"));
    expect((await readFile(path)).subarray(-TORN_LINE.length)).toEqual(TORN_LINE);
    await simulate(stages, { journal, resume: runId });
    expect(readWholeJournal(path).at(-1)?.type).toBe("run.finished");
  });

  it("keeps the results of ended stages, and runs what was under way again as a new attempt", async () => {
    const { stages, calls } = counted([
      { name: "a", run: () => ({ port: 80 }) },
      { name: "b", dependencies: ["a"], run: ({ outputs }: StageContext) => outputs.a.port },
      { name: "c", dependencies: ["b"] },
    ]);
    const { journal } = await crash(stages, starts("b"));
    calls.length = 0;
    const ended = await simulate(stages, { journal, resume: runId });
    expect(calls).toEqual(["b 2", "c 1"]);
    expect(endsOf(ended)).toEqual({ a: "passed", b: "passed", c: "passed" });
    expect(stageOf(ended, "b").attempts).toMatchObject([
      { attempt: 1, phases: [{ phase: "run", status: "interrupted" }] },
      { attempt: 2, phases: [{ phase: "run", status: "passed" }] },
    ]);
    expect(eventsOfType(ended, "stage.finished").find(({ stage }) => stage === "b")).toMatchObject({ output: 80 });
  });

  it("keeps failures and skips", async () => {
    const { stages, calls } = counted([
      { name: "a", run: fails },
      { name: "b", dependencies: ["a"] },
      { name: "c", dependencies: [{ stage: "b", on: "settled" }] },
    ]);
    const { journal } = await crash(stages, ends("b"));
    calls.length = 0;
    const ended = await simulate(stages, { journal, resume: runId });
    expect(calls).toEqual(["c 1"]);
    expect(endsOf(ended)).toEqual({ a: "failed", b: "dependency-failed", c: "passed" });
    expect(stageOf(ended, "b").skip).toEqual({ reason: "dependency-failed", because: ["a"] });
    expect(ended.report.status).toBe("failed");
  });

  it("does not count an interrupted attempt as a retry", async () => {
    const stages = [
      { name: "a", retry: { limit: 1 }, run: ({ attempt }: StageContext) => (attempt < 3 ? fails() : undefined) },
    ];
    const { journal } = await crash(stages, starts("a"));
    const ended = await simulate(stages, { journal, resume: runId });
    expect(stageOf(ended, "a").attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(endsOf(ended)).toEqual({ a: "passed" });
  });

  it("recreates a kept environment that unfinished stages need, and only such", async () => {
    const kept = { keep: "dependents" as const, teardown: () => {} };
    const { stages, calls } = counted([
      { name: "db", ...kept },
      { name: "cache", ...kept },
      { name: "useCache", dependencies: ["cache"] },
      { name: "useDb", dependencies: ["db", { stage: "useCache", on: "settled" }] },
    ]);
    const { journal } = await crash(stages, starts("useDb"));
    calls.length = 0;
    const ended = await simulate(stages, { journal, resume: runId });
    expect(calls).toContain("db 2");
    expect(calls).not.toContain("useCache 2");
    expect(endsOf(ended)).toEqual({ db: "passed", cache: "passed", useCache: "passed", useDb: "passed" });
    expect(eventsOfType(ended, "stage.started").map(({ stage }) => stage)).not.toContain("useCache");
  });

  it("runs a stage again whose output JSON could not hold, where something needs it", async () => {
    const { stages, calls } = counted([
      { name: "needed", run: () => new Map([["rows", 3]]) },
      { name: "unneeded", run: () => new Map() },
      { name: "count", dependencies: ["needed"], run: ({ outputs }: StageContext) => outputs.needed.get("rows") },
    ]);
    const { journal } = await crash(stages, starts("count"), { concurrency: 1 });
    calls.length = 0;
    const ended = await simulate(stages, { journal, resume: runId, concurrency: 1 });
    expect(calls).toEqual(["needed 2", "count 2"]);
    expect(eventsOfType(ended, "stage.finished").find(({ stage }) => stage === "count")).toMatchObject({ output: 3 });
    expect(ended.events[0]).toMatchObject({ recreated: ["needed"] });
  });

  it("keeps the selection of the run", async () => {
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", run: () => {} },
      { name: "c", dependencies: ["a"] },
    ];
    const { journal } = await crash(stages, ends("a"), { selection: { only: ["c"] } });
    expect(endsOf(await simulate(stages, { journal, resume: runId }))).toEqual({
      a: "passed",
      b: "not-selected",
      c: "passed",
    });
  });

  it("of a run that was being cancelled goes on cancelling it", async () => {
    const journal = await writeTempFolder({});
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"], run: () => {} },
    ];
    const simulation = begin(stages, { journal, runId });
    simulation.run.cancel("enough");
    await simulation.finish();
    await cutJournal(join(journal, `${runId}.ndjson`), ({ type }) => type === "run.cancelling");
    const ended = await simulate(stages, { journal, resume: runId });
    expect(ended.report.status).toBe("cancelled");
    expect(endsOf(ended)).toEqual({ a: "cancelled", b: "cancelled" });
  });

  it("refuses a plan that has changed, and names what has", async () => {
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"], run: () => {} },
    ];
    const { journal } = await crash(stages, starts("b"));
    const changes = [
      { now: [...stages, { name: "c" }], told: "c is new" },
      { now: stages.slice(0, 1), told: "b is gone" },
      { now: [stages[0] ?? { name: "a" }, { name: "b", run: () => {} }], told: "dependencies of b" },
      {
        now: [{ ...stages[0], name: "a", keep: "end" as const, setup() {} }, stages[1] ?? { name: "b" }],
        told: "keep and functions of a",
      },
    ];
    for (const { now, told } of changes) {
      const [problem] = problemsOf(now, { journal, resume: runId });
      expect(problem?.code).toBe("plan-changed");
      expect(problem?.message).toContain(`(${told})`);
    }
  });

  it("takes a plan whose functions alone have changed", async () => {
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"], run: fails },
    ];
    const { journal } = await crash(stages, starts("b"));
    const fixed = [...stages.slice(0, 1), { name: "b", dependencies: ["a"], run: () => {} }];
    expect(endsOf(await simulate(fixed, { journal, resume: runId }))).toEqual({ a: "passed", b: "passed" });
  });

  it("refuses a run that has ended, one that is not there, and a journal without a whole line", async () => {
    const stages = [{ name: "a" }];
    const journal = await writeTempFolder({ "empty.ndjson": '{"v":1' });
    await simulate(stages, { journal, runId });
    expect(problemsOf(stages, { journal, resume: runId })).toMatchObject([{ code: "run-ended" }]);
    expect(problemsOf(stages, { journal, resume: "nobody" })).toMatchObject([{ code: "run-not-found" }]);
    expect(problemsOf(stages, { journal, resume: "empty" })).toMatchObject([{ code: "bad-journal" }]);
    await truncate(join(journal, "empty.ndjson"));
    expect(problemsOf(stages, { journal, resume: "empty" })).toMatchObject([{ code: "bad-journal" }]);
  });

  it("changes nothing on the disk where it is refused", async () => {
    const stages = [
      { name: "a", run: () => {} },
      { name: "b", dependencies: ["a"] },
    ];
    const { journal, path } = await crash(stages, ends("a"));
    const before = await readFile(path, "utf8");
    problemsOf([{ name: "a" }], { journal, resume: runId });
    expect(await readFile(path, "utf8")).toBe(before);
  });
});
