import { joinWords } from "../util/join-words.js";
/** What is told where something keeps the process alive after the run. */
export function describeOpenHandles(handles) {
    const stages = [...handles]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([stage, kinds]) => `  ${stage}: ${joinWords(counted(kinds))}\n`);
    const culprits = stages.length === 0 ? "  something that no stage's function opened\n" : stages.join("");
    return `stagewright: the run is over, but something is still open and would keep the process alive:\n${culprits}Close it in teardown. Leaving now.\n`;
}
/** `timer`, `2 timers`. */
function counted(kinds) {
    const counts = new Map();
    for (const kind of kinds)
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} × ${kind}`));
}
