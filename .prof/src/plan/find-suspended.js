/**
 * The stages that are over, but stand on kept ones that are brought up again,
 * directly or through each other. Until those are up, what depends on such a
 * stage would be without the environment that it had before the run was cut off.
 */
export function findSuspended(plan, settled) {
    const suspended = new Map();
    if (settled.size === 0)
        return suspended;
    for (const { index, needs } of plan.stages) {
        const status = settled.get(index);
        // What was skipped never stood on anything.
        if (status === undefined || status === "skipped")
            continue;
        const isAwaited = (need) => suspended.has(need) || (!settled.has(need) && plan.stages[need]?.keep !== "run");
        const awaited = new Set(needs.map((need) => need.index).filter(isAwaited));
        if (awaited.size > 0)
            suspended.set(index, { status, awaited });
    }
    return suspended;
}
