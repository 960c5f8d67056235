import { rule } from "../../oracle/violation.js";
/**
 * §3.7: a second explicit cancel forces, and nothing else does: not a signal,
 * a dispose, a cancel of one stage, or fail-fast.
 * @throws {Violation}
 */
export function checkForce(trace) {
    let explicit = 0;
    let cancels = 0;
    for (const item of trace) {
        if (item.kind === "control") {
            if (item.action.kind === "cancel")
                explicit += 1;
            if (["cancel", "abort", "dispose"].includes(item.action.kind))
                cancels += 1;
        }
        if (item.kind !== "event" || item.event.type !== "run.cancelling")
            continue;
        rule(cancels > 0, "a run is cancelled from outside only", item.event);
        rule(!item.event.forced || explicit > 1, "only a second explicit cancel forces", item.event);
    }
}
