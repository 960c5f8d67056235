import { expect, test } from "vitest";
import { LogTails } from "../../src/report/junit/log-tails.ts";
import { RunRecorder } from "../helpers/events.ts";

const line = (stage: string, character: string) =>
  ({ stage, attempt: 1, level: "info", message: character.repeat(10) }) as const;

test("logs are kept within a bound for all together: those of stages that passed go first, then of those that failed", () => {
  const run = new RunRecorder(["failed", "passed", "active", "last"].map((name) => ({ name })));
  run.tell("log", line("failed", "f")).finish("failed", { status: "failed" });
  run.tell("log", line("passed", "p")).finish("passed", { status: "passed" });
  run.tell("log", line("active", "a")).tell("log", line("last", "l"));
  const tails = (maxChars: number) => {
    const logs = new LogTails(maxChars);
    for (const event of run.events) logs.keep(event);
    return ["failed", "passed", "active", "last"].map((name) => logs.textOf(name));
  };
  const [failed, passed, active, last] = ["f", "p", "a", "l"].map((character) => character.repeat(10));
  const dropped = "… 1 earlier lines left out";
  expect(tails(40)).toEqual([failed, passed, active, last]);
  expect(tails(39)).toEqual([failed, dropped, active, last]);
  expect(tails(29)).toEqual([dropped, dropped, active, last]);
  expect(tails(19)).toEqual([dropped, dropped, active, last]);
});
