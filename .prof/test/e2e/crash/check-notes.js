import { expect } from "vitest";
import { partsOf } from "../../helpers/continued-run.js";
const keyOf = ({ phase, stage, attempt }) => `${phase} ${stage} ${attempt}`;
/** What the functions of a run's stages noted agrees with its journal, however often it was cut off. */
export function checkNotes(notes, events) {
    const keys = notes.map(keyOf);
    expect(keys, "no phase of an attempt is called twice").toEqual([...new Set(keys)]);
    const partOf = new Map(partsOf(events).flatMap(({ started }, part) => started.map((event) => [keyOf(event), part])));
    const partOfPid = new Map();
    for (const note of notes) {
        const part = partOf.get(keyOf(note));
        if (part === undefined)
            expect.fail(`the journal does not tell of ${keyOf(note)}`);
        expect(partOfPid.get(note.pid) ?? part, `${keyOf(note)} is in the part of its process`).toBe(part);
        partOfPid.set(note.pid, part);
    }
}
/** Each attempt that was begun is taken down once, after all else of it; `atMost` once where it may have been cut off. */
export function checkTeardowns(notes, times) {
    for (const [attempt, phases] of phasesByAttempt(notes)) {
        const ends = times === "once" ? [" teardown"] : [" teardown", ""];
        const ways = ["setup run", "setup", "run"].flatMap((begun) => ends.map((end) => `${begun}${end}`));
        expect(ways, attempt).toContain(phases.join(" "));
    }
}
/** The phases of each attempt, in the order of their calls. */
export function phasesByAttempt(notes) {
    const phases = new Map();
    for (const { stage, attempt, phase } of notes) {
        const key = `${stage} ${attempt}`;
        phases.set(key, [...(phases.get(key) ?? []), phase]);
    }
    return phases;
}
