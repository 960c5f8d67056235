import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { ppid } from "node:process";
import { beforeEach, expect, test } from "vitest";
import { isServing } from "../../src/model/view.ts";
import { readReport, readView } from "../../src/run/read-run.ts";
import { RunRecorder, stageOf } from "../helpers/events.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

/** No process has this id. */
const GONE = 2 ** 22 + 1;

/** A run in the midst of things. */
const { events } = new RunRecorder([
  { name: "database", keep: "dependents" },
  { name: "api", dependencies: ["database"] },
])
  .start("database")
  .passPhases("database", { run: 5 })
  .tell("stage.serving", { stage: "database", attempt: 1 });

let path: string;
beforeEach(async () => {
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join("");
  path = join(await writeTempFolder({ "r-1.ndjson": text }), "r-1.ndjson");
});

const lock = (pid: number) => writeFileSync(`${path}.lock`, JSON.stringify({ pid, host: hostname() }));

test("the view of a run that another process is at is as its journal has it", () => {
  lock(ppid);
  const view = readView(path);
  expect(view).toMatchObject({ state: "running", finishedAt: undefined });
  expect(isServing(stageOf(view, "database"))).toBe(true);
  expect(stageOf(view, "api")).toMatchObject({ state: "pending", errors: [] });
});

test.each([
  ["without a lock", () => {}],
  ["whose lock was left over", () => lock(GONE)],
])("the view of a run %s is that of one that was cut off", (_, prepare) => {
  prepare();
  const view = readView(path);
  expect(view.state).toBe("failed");
  expect(stageOf(view, "api")).toMatchObject({ state: "failed", errors: [{ code: "interrupted" }] });
});

test("the report of a run is always that of one that has ended", () => {
  lock(ppid);
  expect(readReport(path)).toMatchObject({ status: "failed", counts: { failed: 2 } });
});
