import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { toReport } from "../../../src/model/report.ts";
import { MAIN } from "../../helpers/cli-process.ts";
import { viewOf } from "../../helpers/events.ts";
import { readWholeJournal } from "../../helpers/whole-journal.ts";
import { checkNotes, checkTeardowns } from "./check-notes.ts";
import { openScene } from "./scene.ts";

test("a reader that leaves after the first line costs no teardown, and neither the journal nor a report in a file", async () => {
  const scene = await openScene();
  const script = '"$0" "$@" | head -1; exit $PIPESTATUS';
  const env = { ...process.env, ...scene.env };
  const child = spawn("bash", ["-c", script, process.execPath, MAIN, ...scene.args], { cwd: scene.cwd, env });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toBe("stagewright: cannot write to stdout: write EPIPE\n");
  expect(code).toBe(1);
  const events = readWholeJournal(scene.journalPath);
  expect(await scene.report()).toEqual(toReport(viewOf(events)));
  expect((await scene.report()).status).toBe("passed");
  checkNotes(scene.notes(), events);
  checkTeardowns(scene.notes(), "once");
});
