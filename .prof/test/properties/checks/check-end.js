import { rule } from "../../oracle/violation.js";
import { callsOf, eventsOf } from "../trace.js";
/**
 * After run.finished nothing is told, nothing begins and no timer is left.
 * @throws {Violation}
 */
export function checkEnd({ afterwards, timersLeft }) {
    rule(timersLeft === 0, `${timersLeft} timers are left when the run has ended`);
    const told = eventsOf(afterwards);
    rule(told.length === 0, "nothing is told after run.finished", told[0]);
    const called = callsOf(afterwards);
    rule(called.length === 0, `nothing is called after run.finished: ${JSON.stringify(called[0])}`);
}
