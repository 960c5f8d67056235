import { acceptEvent, checkStill } from "../../oracle/accept-event.js";
import { acceptWhenCall } from "../../oracle/accept-start.js";
import { passTime } from "../../oracle/obligations.js";
import { createRunModel } from "../../oracle/run-model.js";
import { stopStage } from "../../oracle/stopping.js";
import { rule } from "../../oracle/violation.js";
import { CANCEL_STAGE_REASON } from "../control.js";
/**
 * Each thing that happened in a run is allowed where it happened, and all that had to happen did.
 * @throws {Violation}
 */
export function checkTrace(scenario, trace) {
    const model = createRunModel(scenario);
    for (const item of trace)
        acceptItem(model, item);
    rule(model.state === "finished", "the run ends");
}
function acceptItem(model, item) {
    switch (item.kind) {
        case "event":
            return acceptEvent(model, item.event);
        case "call": {
            const stage = model.stages.get(item.call.stage);
            passTime(model, item.call.at);
            if (stage !== undefined)
                stage.called = true;
            if (item.call.place === "when" && stage !== undefined)
                acceptWhenCall(model, stage);
            return;
        }
        case "control": {
            passTime(model, item.at);
            const { action } = item;
            const stage = action.kind === "cancelStage" ? model.stages.get(action.stage) : undefined;
            if (stage !== undefined)
                stopStage(model, stage, { sure: false, reason: CANCEL_STAGE_REASON });
            return;
        }
        case "stray":
            return;
        case "still":
            passTime(model, item.at);
            return checkStill(model);
    }
}
