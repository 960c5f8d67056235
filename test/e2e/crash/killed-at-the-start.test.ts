import fc from "fast-check";
import { expect, test } from "vitest";
import { checkContinuedRun } from "../../helpers/continued-run.ts";
import { readWholeJournal } from "../../helpers/whole-journal.ts";
import { checkNotes } from "./check-notes.ts";
import { openScene } from "./scene.ts";

const CRASHES = Math.ceil(Number(process.env.STAGEWRIGHT_CRASHES ?? 12) / 4);
/** Chosen by chance, and the same each time. */
const SEED = Number(process.env.STAGEWRIGHT_SEED ?? 1);

/** While the program loads, the stages load, the lock is taken, the journal is opened. */
const moments = fc.sample(fc.integer({ min: 100, max: 450 }), { seed: SEED, numRuns: CRASHES });

test.each(moments)("a run that is killed after %i ms is continued, or begun again by the same id", async (delayMs) => {
  const scene = await openScene();
  const killed = scene.start();
  await scene.reaches(killed, { notes: 0, delayMs });
  killed.kill("SIGKILL");
  if ((await killed.end).code === 0) return;

  const resumed = await scene.resume().end;
  if (resumed.stderr.includes("Run r has ended")) {
    // It was killed after its last event.
    expect(readWholeJournal(scene.journalPath).at(-1)?.type).toBe("run.finished");
    return;
  }
  if (resumed.code === 2) {
    expect(resumed.stderr).toMatch(/There is no journal|so the run never began/);
    expect(await scene.start().end).toMatchObject({ code: 0, stderr: "" });
  } else expect(resumed).toMatchObject({ code: 0, stderr: "" });
  const events = readWholeJournal(scene.journalPath);
  checkContinuedRun(events, await scene.report());
  checkNotes(scene.notes(), events);
});
