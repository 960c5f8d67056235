import { rule } from "../../oracle/violation.js";
import { tally } from "../tally.js";
/**
 * §4: what leads to a call of user code is in the journal before the call.
 * @throws {Violation}
 */
export function checkRecorded(call, read) {
    const { stage, place, attempt } = call;
    if (place === "when" || place === "retry")
        return;
    tally.check("recorded", () => {
        const isThere = read().some((event) => event.type === "phase.started" && event.stage === stage && event.phase === place && event.attempt === attempt);
        rule(isThere, `${stage}#${attempt} ${place}: the journal has its phase.started before it is called`);
    });
}
