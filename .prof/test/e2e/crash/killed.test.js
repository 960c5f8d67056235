import { appendFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkContinuedRun, partsOf } from "../../helpers/continued-run.js";
import { TORN_LINE } from "../../helpers/cut-journal.js";
import { readWholeJournal } from "../../helpers/whole-journal.js";
import { checkNotes, checkTeardowns } from "./check-notes.js";
import { openScene } from "./scene.js";
/** About so many crashes; by `npm run test:crash` 100. */
const CRASHES = Number(process.env.STAGEWRIGHT_CRASHES ?? 12);
const CRASHES_A_RUN = 3;
/** Chosen by chance, and the same each time. */
const SEED = Number(process.env.STAGEWRIGHT_SEED ?? 1);
const amidStages = fc.record({ notes: fc.integer({ min: 1, max: 14 }), delayMs: fc.nat(20), tears: fc.boolean() });
const atTheStart = fc.record({
    notes: fc.constant(0),
    delayMs: fc.integer({ min: 150, max: 500 }),
    tears: fc.boolean(),
});
/** Where the run begins, before its first event is told, there is nothing to continue. */
const crashes = fc.tuple(amidStages, ...Array.from({ length: CRASHES_A_RUN - 1 }, () => fc.oneof({ weight: 3, arbitrary: amidStages }, atTheStart)));
const runs = fc.sample(crashes, { seed: SEED, numRuns: Math.ceil(CRASHES / CRASHES_A_RUN) });
test.each(runs.map((run) => [describe(run), run]))("a run that is killed after %s notes ends as if nothing had happened", { timeout: 120_000 }, async (_, run) => {
    const scene = await openScene();
    let cli = scene.start();
    let resumes = 0;
    for (const moment of run) {
        await scene.reaches(cli, moment);
        cli.kill("SIGKILL");
        const { code } = await cli.end;
        if (code !== null)
            break;
        if (moment.tears)
            await appendFile(scene.journalPath, TORN_LINE);
        cli = scene.resume();
        resumes += 1;
    }
    const { code, stderr } = await cli.end;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const events = readWholeJournal(scene.journalPath);
    const report = await scene.report();
    checkContinuedRun(events, report);
    checkResults(report);
    // One that was killed at its start may have told nothing.
    const silent = run.filter(({ notes }) => notes === 0).length;
    expect(partsOf(events).length).toBeLessThanOrEqual(resumes + 1);
    expect(partsOf(events).length).toBeGreaterThanOrEqual(resumes + 1 - silent);
    checkNotes(scene.notes(), events);
    checkTeardowns(scene.notes(), "at most once");
    checkTeardowns(scene.notesOf(cli), "once");
});
function describe(run) {
    return run.map(({ notes, delayMs, tears }) => `${notes} + ${delayMs} ms${tears ? " (torn)" : ""}`).join(", ");
}
/** The same as those of a run that nothing happened to. */
function checkResults({ status, stages }) {
    expect(status).toBe("passed");
    const odd = stages
        .filter(({ status }) => status !== "passed")
        .map(({ name, status, skip }) => [name, skip?.reason ?? status]);
    expect(odd.toSorted()).toEqual([
        ["stubborn", "failed"],
        ["unneeded", "dependency-passed"],
    ]);
}
