import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startRun } from "../../src/run/start-run.js";
import { createSimulatedClock } from "../../src/testing/simulated-clock.js";
import { checkContinuedRun } from "../helpers/continued-run.js";
import { cutJournal } from "../helpers/cut-journal.js";
import { fails, takes } from "../helpers/functions.js";
import { endsOf } from "../helpers/simulate.js";
import { writeTempFolder } from "../helpers/temp-folder.js";
import { readWholeJournal } from "../helpers/whole-journal.js";
const RUN_ID = "r";
const LONG = { timeout: 60_000 };
/** A run in a folder of its own, to its end. */
async function play({ stages, options }, journal, command) {
    const clock = createSimulatedClock();
    const run = startRun({ ...options, stages: stages(clock), concurrency: 3, clock, journal, ...command.options });
    if (command.cancelAt !== undefined)
        clock.setTimeout(() => run.cancel("enough"), command.cancelAt);
    const report = await clock.runUntil(run.report);
    const events = readWholeJournal(join(journal, `${RUN_ID}.ndjson`));
    checkContinuedRun(events, report);
    return { events, report };
}
const begin = (scenario, journal) => play(scenario, journal, { options: { runId: RUN_ID }, cancelAt: scenario.cancelAt });
const resume = (scenario, journal) => play(scenario, journal, { options: { resume: RUN_ID } });
/** Continues the run of a journal as if a crash had cut it off after some of its lines. */
async function cutAndResume(scenario, journal, { lines, into }) {
    const path = join(into, `${RUN_ID}.ndjson`);
    await mkdir(into);
    await copyFile(join(journal, `${RUN_ID}.ndjson`), path);
    await cutJournal(path, (_, index) => index === lines - 1);
    return resume(scenario, into);
}
const environment = (clock) => [
    {
        name: "database",
        keep: "dependents",
        setup: takes(clock, 15, { url: "db" }),
        run: ({ resource }) => resource,
        teardown: takes(clock, 10),
    },
    { name: "broker", keep: "dependents", dependencies: ["database"], setup: takes(clock, 5), teardown: takes(clock, 5) },
    { name: "cache", keep: "end", setup: () => 1, teardown: takes(clock, 10) },
    {
        name: "idle",
        keep: "dependents",
        retry: { limit: 1, delay: 5 },
        run: ({ attempt }) => (attempt === 1 ? fails() : new Map()),
        teardown: takes(clock, 40),
    },
];
const verification = (clock) => [
    { name: "migrate", dependencies: ["database"], run: takes(clock, 10), teardown: () => { } },
    { name: "seed", dependencies: ["migrate"], run: takes(clock, 5, new Map([["rows", 3]])) },
    {
        name: "count",
        dependencies: ["seed"],
        setup: takes(clock, 10),
        run: ({ outputs }) => outputs.seed.get("rows"),
        teardown: takes(clock, 5),
    },
    { name: "after-count", dependencies: ["count"], run: takes(clock, 10), teardown: () => { } },
    {
        name: "flaky",
        dependencies: ["broker", "cache"],
        retry: { limit: 2, delay: 15 },
        setup: takes(clock, 5),
        run: ({ attempt }) => (attempt === 1 ? fails() : undefined),
        teardown: takes(clock, 5),
    },
    {
        name: "stubborn",
        optional: true,
        retry: { limit: 1, delay: 10 },
        setup: takes(clock, 5),
        run: fails,
        teardown: () => { },
    },
    { name: "rescue", dependencies: [{ stage: "stubborn", on: "failed" }], run: takes(clock, 10) },
    { name: "unneeded", dependencies: [{ stage: "migrate", on: "failed" }], run: () => { } },
    { name: "order", dependencies: ["database", "broker"], run: takes(clock, 40), teardown: takes(clock, 5) },
    {
        name: "audit",
        dependencies: ["order", "flaky", "after-count", "rescue"],
        run: takes(clock, 15),
        teardown: () => { },
    },
];
const failing = (clock) => [
    { name: "shaky", dependencies: ["cache"], setup: takes(clock, 20), run: fails, teardown: takes(clock, 5) },
    { name: "after-shaky", dependencies: ["shaky"], run: () => { } },
];
const passes = (clock) => [...environment(clock), ...verification(clock)];
const failsOnce = (clock) => [...passes(clock), ...failing(clock)];
test("a run goes on to the same end, wherever it is cut off, also when it is cut off twice", LONG, async () => {
    const scenario = { stages: failsOnce };
    const folder = await writeTempFolder({});
    const uncut = await begin(scenario, folder);
    for (let lines = 1; lines < uncut.events.length; lines += 1) {
        const once = join(folder, String(lines));
        const first = await cutAndResume(scenario, folder, { lines, into: once });
        expect(endsOf(first), `cut after ${lines}`).toEqual(endsOf(uncut));
        if (lines % 3 > 0)
            continue;
        const again = lines + ((lines * 7) % (first.events.length - lines));
        const second = await cutAndResume(scenario, once, { lines: again, into: join(once, "again") });
        expect(endsOf(second), `cut after ${lines}, then after ${again}`).toEqual(endsOf(uncut));
    }
});
/** The stages that had begun and were not over. */
function underWay(events) {
    const names = new Set();
    for (const event of events) {
        if (event.type === "stage.started")
            names.add(event.stage);
        if (event.type === "stage.finished")
            names.delete(event.stage);
    }
    return names;
}
test.each([
    ["being cancelled", { stages: passes, cancelAt: 50 }],
    ["stopped by fail-fast", { stages: failsOnce, options: { failFast: "stop" } }],
    ["drained by fail-fast", { stages: failsOnce, options: { failFast: "drain" } }],
])("a run that is %s starts nothing more, wherever it is cut off", LONG, async (_, scenario) => {
    const folder = await writeTempFolder({});
    const uncut = await begin(scenario, folder);
    const stop = uncut.events.findIndex((event) => event.type === "run.cancelling" || (event.type === "stage.finished" && event.stage === "shaky"));
    for (let lines = stop + 1; lines < uncut.events.length; lines += 1) {
        const once = join(folder, String(lines));
        const first = await cutAndResume(scenario, folder, { lines, into: once });
        const again = lines + ((lines * 7) % (first.events.length - lines));
        const second = await cutAndResume(scenario, once, { lines: again, into: join(once, "again") });
        const cutOff = underWay(uncut.events.slice(0, lines));
        const others = Object.entries(endsOf(uncut)).filter(([name]) => !cutOff.has(name));
        for (const [ended, place] of [
            [first, `cut after ${lines}`],
            [second, `cut after ${lines}, then after ${again}`],
        ]) {
            const started = ended.events.slice(lines).filter((event) => event.type === "phase.started");
            expect(started, place).toEqual([]);
            expect(ended.report.status, place).toBe(uncut.report.status);
            expect(endsOf(ended), place).toMatchObject(Object.fromEntries(others));
        }
    }
});
