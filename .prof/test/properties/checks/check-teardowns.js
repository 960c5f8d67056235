import { rule } from "../../oracle/violation.js";
/**
 * §3.3: teardown is called exactly once for each attempt whose setup was
 * entered; at most once after a forced stop, and then it is named as abandoned.
 * @throws {Violation}
 */
export function checkTeardowns(events, calls) {
    const started = events[0];
    rule(started?.type === "run.started", "a run has a first event");
    const tearsDown = new Set(started.plan.stages.filter(({ phases }) => phases.includes("teardown")).map(({ name }) => name));
    const forced = events.some((event) => event.type === "run.cancelling" && event.forced);
    const entered = new Set(calls.filter(({ place }) => place === "setup" || place === "run").map(keyOf));
    for (const event of events)
        if (event.type === "stage.serving")
            entered.add(keyOf(event));
    const tornDown = new Map();
    for (const call of calls) {
        if (call.place === "teardown")
            tornDown.set(keyOf(call), (tornDown.get(keyOf(call)) ?? 0) + 1);
    }
    const abandoned = new Set(events.flatMap((event) => (event.type === "stage.abandoned" && event.phase === "teardown" ? [keyOf(event)] : [])));
    for (const [key, times] of tornDown)
        rule(times === 1, `${key} is torn down once, not ${times} times`);
    for (const key of entered) {
        if (!tearsDown.has(key.slice(0, key.indexOf("#"))) || tornDown.has(key))
            continue;
        rule(forced && abandoned.has(key), `${key} is torn down, or a forced stop names its teardown as abandoned`);
    }
}
function keyOf({ stage, attempt }) {
    return `${stage}#${attempt}`;
}
