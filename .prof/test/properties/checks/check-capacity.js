import { rule } from "../../oracle/violation.js";
/**
 * Counted from the events alone: no more phases are open than there are slots, and no pool gives more than it has.
 * @throws {Violation}
 */
export function checkCapacity(events) {
    const started = events[0];
    rule(started?.type === "run.started", "a run has a first event");
    const demands = new Map(started.plan.stages.map(({ name, resources = {} }) => [name, Object.entries(resources)]));
    const releases = findReleases(events);
    const open = new Set();
    const held = new Map();
    const hold = (stage, sign, event) => {
        for (const [pool, units] of demands.get(stage) ?? []) {
            const now = (held.get(pool) ?? 0) + sign * units;
            held.set(pool, now);
            rule(now <= (started.pools[pool] ?? 1), `the pool ${pool} has no ${now} units`, event);
        }
    };
    for (const event of events) {
        if (event.type === "stage.started")
            hold(event.stage, 1, event);
        const released = releases.get(event);
        if (released !== undefined)
            hold(released, -1, event);
        if (event.type === "phase.started")
            open.add(event.stage);
        if (event.type === "phase.finished")
            open.delete(event.stage);
        rule(open.size <= started.concurrency, `${open.size} phases are open at once`, event);
    }
    for (const [pool, units] of held)
        rule(units === 0, `the pool ${pool} has all its units back`);
}
/** The events with which attempts end: an attempt that may be followed by another one is over with its last phase. */
function findReleases(events) {
    const releases = new Map();
    const last = new Map();
    for (const event of events) {
        if (event.type === "stage.started" || event.type === "phase.finished" || event.type === "stage.serving") {
            last.set(event.stage, event);
        }
        if (event.type !== "stage.retrying" && event.type !== "stage.finished")
            continue;
        const before = last.get(event.stage);
        if (before !== undefined)
            releases.set(before.type === "phase.finished" ? before : event, event.stage);
        last.delete(event.stage);
    }
    return releases;
}
