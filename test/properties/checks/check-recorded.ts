import type { RunEvent } from "../../../src/model/run-event.ts";
import { rule } from "../../oracle/violation.ts";
import { tally } from "../tally.ts";
import type { Call } from "../trace.ts";

/**
 * §4: what leads to a call of user code is in the journal before the call.
 * @throws {Violation}
 */
export function checkRecorded(call: Call, read: () => readonly RunEvent[]): void {
  const { stage, place, attempt } = call;
  if (place === "when" || place === "retry") return;
  tally.check("recorded", () => {
    const isThere = read().some(
      (event) =>
        event.type === "phase.started" && event.stage === stage && event.phase === place && event.attempt === attempt,
    );
    rule(isThere, `${stage}#${attempt} ${place}: the journal has its phase.started before it is called`);
  });
}
