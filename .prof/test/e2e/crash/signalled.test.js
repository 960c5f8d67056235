import fc from "fast-check";
import { expect, test } from "vitest";
import { toReport } from "../../../src/model/report.js";
import { viewOf } from "../../helpers/events.js";
import { readWholeJournal } from "../../helpers/whole-journal.js";
import { checkNotes, checkTeardowns, phasesByAttempt } from "./check-notes.js";
import { openScene } from "./scene.js";
/** So many runs are signalled; by `npm run test:crash` 100. */
const RUNS = Number(process.env.STAGEWRIGHT_CRASHES ?? 12);
/** Chosen by chance, and the same each time. */
const SEED = Number(process.env.STAGEWRIGHT_SEED ?? 1);
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, passed: 0, failed: 1 };
const stop = fc.record({
    notes: fc.integer({ min: 1, max: 46 }),
    delayMs: fc.nat(20),
    signal: fc.constantFrom("SIGINT", "SIGTERM"),
    againMs: fc.option(fc.nat(15), { nil: undefined, freq: 2 }),
});
test.each(fc.sample(stop, { seed: SEED, numRuns: RUNS }))("$signal after $notes notes and $delayMs ms, again after $againMs ms, leaves a whole report", { timeout: 60_000 }, async ({ signal, againMs, ...moment }) => {
    const scene = await openScene();
    const cli = scene.start();
    await scene.reaches(cli, moment);
    cli.kill(signal);
    if (againMs !== undefined) {
        await scene.reaches(cli, { notes: 0, delayMs: againMs });
        cli.kill(signal);
    }
    const { code, stderr } = await cli.end;
    const events = readWholeJournal(scene.journalPath);
    const report = await scene.report();
    expect(report).toEqual(toReport(viewOf(events)));
    expect(code).toBe(EXIT_CODES[report.status === "cancelled" ? signal : report.status]);
    checkNotes(scene.notes(), events);
    const isForced = stderr.includes("again: stopping at once");
    checkTeardowns(scene.notes(), isForced ? "at most once" : "once");
    checkTold(report, { notes: scene.notes(), isForced });
});
/** The report tells of one teardown for each attempt, and names those that did not come to their end. */
function checkTold({ stages }, { notes, isForced }) {
    const called = phasesByAttempt(notes);
    for (const { name, attempts } of stages) {
        for (const { attempt, phases } of attempts) {
            const teardowns = phases.filter(({ phase }) => phase === "teardown");
            expect(teardowns, `${name} ${attempt}`).toHaveLength(1);
            const isAbandoned = teardowns[0]?.abandoned === true;
            if (!isForced)
                expect(isAbandoned, `${name} ${attempt}`).toBe(false);
            const isCalled = called.get(`${name} ${attempt}`)?.includes("teardown") === true;
            if (!isCalled)
                expect(isAbandoned, `the teardown of ${name} ${attempt} that did not run is named`).toBe(true);
        }
    }
}
