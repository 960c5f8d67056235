import { execFile } from "node:child_process";
import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkContinuedRun } from "../../helpers/continued-run.js";
import { writeTempFolder } from "../../helpers/temp-folder.js";
import { readWholeJournal } from "../../helpers/whole-journal.js";
import { checkNotes } from "./check-notes.js";
import { openScene } from "./scene.js";
const PROGRAM = fileURLToPath(new URL("../../fixtures/lock/contend.mjs", import.meta.url));
const JITI = fileURLToPath(new URL("../../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url));
const LOCK_MODULE = fileURLToPath(new URL("../../../src/run/run-lock.ts", import.meta.url));
/** No process has this id. */
const GONE = 2 ** 22 + 1;
test("no two processes hold a lock at once, however they fight for one that was left over", async () => {
    const folder = await writeTempFolder({ stale: JSON.stringify({ pid: GONE, host: hostname() }) });
    const contend = () => promisify(execFile)(process.execPath, [JITI, PROGRAM, LOCK_MODULE, folder, "500"]);
    const ends = await Promise.all(Array.from({ length: 4 }, contend));
    expect(ends.map(({ stdout }) => stdout)).toEqual(ends.map(() => "held\n"));
});
test("of several processes that continue a run at once one does, and the others are refused", async () => {
    const scene = await openScene();
    const killed = scene.start();
    await scene.reaches(killed, { notes: 5, delayMs: 0 });
    killed.kill("SIGKILL");
    await killed.end;
    const ends = await Promise.all(Array.from({ length: 4 }, () => scene.resume().end));
    expect(ends.map(({ code }) => code).toSorted()).toEqual([0, 2, 2, 2]);
    for (const { code, stderr } of ends) {
        expect(stderr).toMatch(code === 0 ? /^$/ : /^run-(locked|ended): .*\n\n1 problem; nothing ran\.\n$/);
    }
    const events = readWholeJournal(scene.journalPath);
    checkContinuedRun(events, await scene.report());
    checkNotes(scene.notes(), events);
});
