import fc from "fast-check";
import { stageDraft } from "./arbitrary-stage.js";
/** Small ones, mostly: they hold most of what goes wrong, and are read by people when it does. */
const drafts = (max) => fc.oneof({ weight: 6, arbitrary: fc.array(stageDraft, { minLength: 1, maxLength: 8, size: "max" }) }, { weight: 3, arbitrary: fc.array(stageDraft, { minLength: 1, maxLength: Math.min(max, 20), size: "max" }) }, { weight: 1, arbitrary: fc.array(stageDraft, { minLength: 1, maxLength: max, size: "max" }) });
/** Each depends on those before it only, so that there is no cycle; they are defined in any order. */
const stages = (max) => drafts(max).map((all) => all
    .map(({ edges, rank, ...script }, index) => ({
    rank,
    script: { ...script, name: `s${index}`, dependencies: dependenciesOf(index, edges) },
}))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ script }) => script));
function dependenciesOf(index, edges) {
    const byName = new Map();
    for (const { back, on } of edges) {
        const stage = `s${index - back}`;
        if (back <= index)
            byName.set(stage, { stage, on });
    }
    return [...byName.values()];
}
/** Half of the runs have no estimates, so that the order of starts can be told by hops. */
const withoutEstimates = (scripts) => scripts.map((script) => ({ ...script, estimateMs: undefined }));
const off = fc.constant("off");
export const anyFailFast = fc.constantFrom("off", "off", "drain", "stop");
export const scenario = ({ maxStages = 60, failFast = off } = {}) => fc
    .record({
    stages: fc.tuple(stages(maxStages), fc.boolean()).map(([all, bare]) => (bare ? withoutEstimates(all) : all)),
    concurrency: fc.integer({ min: 1, max: 8 }),
    failFast,
    graceMs: fc.constantFrom(7, 10, 50, 200),
    pools: fc.record({ p0: fc.integer({ min: 2, max: 6 }), p1: fc.integer({ min: 1, max: 4 }) }),
    leftOut: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.nat(59), { maxLength: 2 }) }),
})
    .map(({ leftOut, ...rest }) => ({
    ...rest,
    // One at least is left to run.
    skipped: [...new Set(leftOut.flatMap((number) => rest.stages[number + 1]?.name ?? []))],
}))
    .map((given) => Object.assign(given, { [fc.toStringMethod]: () => tellScenario(given) }));
/** A scenario in few words: what a stage does not define, and what is as by default, is left out. */
function tellScenario({ stages: scripts, ...rest }) {
    const told = scripts.map(({ attempts, defines, timeouts, retry, ...script }) => ({
        ...script,
        ...(Object.values(timeouts).some((ms) => ms !== undefined) && { timeouts }),
        ...(retry.limit > 0 && { retry }),
        attempts: attempts.map((attempt) => Object.fromEntries([
            ...defines.map((phase) => [phase, attempt[phase]]),
            ...(retry.decides && retry.limit > 0 ? [["retry", attempt.retry]] : []),
        ])),
    }));
    return JSON.stringify({ ...rest, stages: told }, null, 1);
}
