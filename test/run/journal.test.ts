import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { StagewrightError } from "../../src/model/problem.ts";
import type { RunEvent } from "../../src/model/run-event.ts";
import type { StageContext } from "../../src/model/stage-definition.ts";
import { startRun } from "../../src/run/start-run.ts";
import { createSimulatedClock } from "../../src/testing/simulated-clock.ts";
import { untilStopped } from "../helpers/functions.ts";
import { begin, type SimulationOptions, type Stages, simulate } from "../helpers/simulate.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";
import { readWholeJournal } from "../helpers/whole-journal.ts";

const runId = "run-1";

function problemsOf(stages: Stages, options: SimulationOptions) {
  try {
    begin(stages, options);
  } catch (error) {
    if (error instanceof StagewrightError) return error.problems;
    throw error;
  }
  throw new Error("Nothing was refused");
}

/** What the journal holds at this moment, as another process would read it. */
function eventsOnDisk(journal: string): readonly RunEvent[] {
  const lines = readFileSync(join(journal, `${runId}.ndjson`), "utf8").split("\n");
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

function isOnDisk(journal: string, expected: Partial<Record<string, unknown>>): boolean {
  return eventsOnDisk(journal).some((event) =>
    Object.entries(expected).every(([key, value]) => event[key as keyof RunEvent] === value),
  );
}

describe("the journal", () => {
  it("holds every event, a line each, as subscribers get them", async () => {
    const journal = await writeTempFolder({});
    const ended = await simulate(
      [
        { name: "a", run: () => {} },
        { name: "b", dependencies: ["a"] },
      ],
      { journal, runId },
    );
    expect(readWholeJournal(join(journal, `${runId}.ndjson`))).toEqual(ended.events);
  });

  it("is made in its folder, which is made too; nothing else is left there", async () => {
    const journal = join(await writeTempFolder({}), "deep", "runs");
    await simulate([{ name: "a" }], { journal, runId });
    expect(readdirSync(journal)).toEqual([`${runId}.ndjson`]);
  });

  it("is not written where no folder is given", async () => {
    const folder = await writeTempFolder({});
    await simulate([{ name: "a" }], { runId });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("holds a phase's start before the function of the phase is called", async () => {
    const journal = await writeTempFolder({});
    const seen: unknown[] = [];
    const look = (phase: string) => () => {
      seen.push([phase, isOnDisk(journal, { type: "phase.started", stage: "a", phase })]);
    };
    await simulate([{ name: "a", setup: look("setup"), run: look("run"), teardown: look("teardown") }], {
      journal,
      runId,
    });
    expect(seen).toEqual([
      ["setup", true],
      ["run", true],
      ["teardown", true],
    ]);
  });

  it("holds the start of each of many phases before the function of that phase is called", async () => {
    const journal = await writeTempFolder({});
    const seen: boolean[] = [];
    const stages = Array.from({ length: 200 }, (_, index) => ({
      name: `s${index}`,
      dependencies: index === 0 ? [] : [`s${index - 1}`],
      run: () => {
        seen.push(isOnDisk(journal, { type: "phase.started", stage: `s${index}` }));
      },
    }));
    await simulate(stages, { journal, runId });
    expect(seen).toHaveLength(200);
    expect(seen).not.toContain(false);
  });

  it("holds the end of an attempt before retry.when is asked, and of a dependency before when is", async () => {
    const journal = await writeTempFolder({});
    const seen: boolean[] = [];
    await simulate(
      [
        {
          name: "a",
          run: () => Promise.reject(new Error("broken")),
          retry: {
            limit: 1,
            when: () => {
              seen.push(isOnDisk(journal, { type: "phase.finished", stage: "a", status: "failed" }));
              return false;
            },
          },
        },
        {
          name: "b",
          dependencies: [{ stage: "a", on: "failed" }],
          when: () => {
            seen.push(isOnDisk(journal, { type: "stage.finished", stage: "a" }));
            return true;
          },
        },
      ],
      { journal, runId },
    );
    expect(seen).toEqual([true, true]);
  });

  it("holds what led to an abort before the abort's listeners hear of it", async () => {
    const journal = await writeTempFolder({});
    let seen: boolean | undefined;
    const simulation = begin(
      [
        {
          name: "a",
          run: ({ signal }: StageContext) => {
            signal.addEventListener("abort", () => {
              seen = isOnDisk(journal, { type: "run.cancelling", reason: "enough" });
            });
            return untilStopped({ signal });
          },
        },
      ],
      { journal, runId },
    );
    await simulation.clock.settle();
    simulation.run.cancel("enough");
    await simulation.finish();
    expect(seen).toBe(true);
  });

  it("holds an event at most one macrotask later", async () => {
    const journal = await writeTempFolder({});
    let seen: boolean | undefined;
    const simulation = begin(
      [
        {
          name: "a",
          run: ({ log, signal }: StageContext) => {
            log("hello");
            setImmediate(() => {
              seen = isOnDisk(journal, { type: "log", message: "hello" });
            });
            return untilStopped({ signal });
          },
        },
      ],
      { journal, runId },
    );
    await simulation.clock.settle();
    expect(seen).toBe(true);
    simulation.run.cancel();
    await simulation.finish();
  });

  it("is at every moment a beginning of what it will be", async () => {
    const journal = await writeTempFolder({});
    const path = join(journal, `${runId}.ndjson`);
    const beginnings: string[] = [];
    const look = () => void beginnings.push(readFileSync(path, "utf8"));
    await simulate(
      [
        { name: "a", setup: look, run: look },
        { name: "b", dependencies: ["a"], run: look },
      ],
      { journal, runId },
    );
    const whole = readFileSync(path, "utf8");
    for (const beginning of beginnings) {
      expect(whole.startsWith(beginning)).toBe(true);
      expect(beginning.endsWith("\n")).toBe(true);
    }
  });

  it("is whole when the report resolves", async () => {
    const journal = await writeTempFolder({});
    const run = startRun({ stages: [{ name: "a" }], journal, runId });
    await run.report;
    expect(eventsOnDisk(journal).at(-1)?.type).toBe("run.finished");
  });
});

describe("a run id", () => {
  it("that exists is refused, and its journal left as it is", async () => {
    const journal = await writeTempFolder({});
    await simulate([{ name: "a" }], { journal, runId });
    const before = readFileSync(join(journal, `${runId}.ndjson`), "utf8");
    expect(problemsOf([{ name: "a" }], { journal, runId })).toMatchObject([{ code: "run-exists" }]);
    expect(readFileSync(join(journal, `${runId}.ndjson`), "utf8")).toBe(before);
    expect(readdirSync(journal)).toEqual([`${runId}.ndjson`]);
  });

  it.each(["../up", "a/b", "a\\b", "", ".hidden", "a ", "con:", "x".repeat(129), "é"])(
    "that cannot be a file name is refused: %j",
    (id) => {
      expect(problemsOf([{ name: "a" }], { runId: id })).toMatchObject([{ code: "bad-option" }]);
    },
  );

  it("is made from the time and chance where none is given", async () => {
    const clock = createSimulatedClock(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
    const first = startRun({ stages: [{ name: "a" }], clock });
    const second = startRun({ stages: [{ name: "a" }], clock });
    expect(first.id).toMatch(/^20260102-030405678-[0-9a-f]{6}$/);
    expect(second.id).not.toBe(first.id);
    await clock.runUntil(Promise.all([first.report, second.report]));
  });

  it("is in every event and in the report", async () => {
    const { events, report } = await simulate([{ name: "a" }], { runId });
    expect(new Set(events.map((event) => event.runId))).toEqual(new Set([runId]));
    expect(report.runId).toBe(runId);
  });
});

describe("a journal that cannot be written", () => {
  it("is refused before the run where its folder is a file", async () => {
    const folder = await writeTempFolder({ file: "" });
    expect(problemsOf([{ name: "a" }], { journal: join(folder, "file"), runId })).toMatchObject([
      { code: "journal-unwritable" },
    ]);
  });
});

describe("the lock of a run id", () => {
  it("is held while the run lives", async () => {
    const journal = await writeTempFolder({});
    const stages = [{ name: "a", run: untilStopped }];
    const simulation = begin(stages, { journal, runId });
    await simulation.clock.settle();
    expect(problemsOf(stages, { journal, runId })).toMatchObject([{ code: "run-locked" }]);
    expect(problemsOf(stages, { journal, resume: runId })).toMatchObject([{ code: "run-locked" }]);
    simulation.run.cancel();
    await simulation.finish();
    expect(problemsOf(stages, { journal, runId })).toMatchObject([{ code: "run-exists" }]);
  });

  it("is held whichever way its folder is written", async () => {
    const journal = await writeTempFolder({});
    const simulation = begin([{ name: "a", run: untilStopped }], { journal, runId });
    await simulation.clock.settle();
    const again = relative(process.cwd(), journal);
    expect(problemsOf([{ name: "a", run: untilStopped }], { journal: again, resume: runId })).toMatchObject([
      { code: "run-locked" },
    ]);
    simulation.run.cancel();
    await simulation.finish();
  });

  it("is let go of where the journal cannot be opened", async () => {
    const journal = await writeTempFolder({ [`${runId}.ndjson`]: "{}\n" });
    expect(problemsOf([{ name: "a" }], { journal, runId })).toMatchObject([{ code: "run-exists" }]);
    expect(readdirSync(journal)).toEqual([`${runId}.ndjson`]);
  });

  it("of a process that is gone is taken over", async () => {
    const journal = await writeTempFolder({});
    const gone = 2 ** 22 + 1;
    writeFileSync(join(journal, `${runId}.ndjson.lock`), JSON.stringify({ pid: gone, host: hostname() }));
    await simulate([{ name: "a" }], { journal, runId });
    expect(readdirSync(journal)).toEqual([`${runId}.ndjson`]);
  });

  it("of another machine holds, since nobody can tell whether that lives", async () => {
    const lock = JSON.stringify({ pid: 1, host: "elsewhere.example" });
    const journal = await writeTempFolder({ [`${runId}.ndjson.lock`]: lock });
    expect(problemsOf([{ name: "a" }], { journal, runId })).toMatchObject([
      { code: "run-locked", message: expect.stringContaining("process 1 on elsewhere.example") },
    ]);
  });

  it("that was cut off as it was written is taken over", async () => {
    const journal = await writeTempFolder({ [`${runId}.ndjson.lock`]: '{"pid":' });
    await simulate([{ name: "a" }], { journal, runId });
    expect(readdirSync(journal)).toEqual([`${runId}.ndjson`]);
  });
});
