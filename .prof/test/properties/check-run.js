import { checkPrediction } from "../oracle/check-prediction.js";
import { predictRun } from "../oracle/predict-run.js";
import { checkLanguage } from "../oracle/stage-language.js";
import { Violation } from "../oracle/violation.js";
import { checkBounded } from "./checks/check-bounded.js";
import { checkCalls } from "./checks/check-calls.js";
import { checkCapacity } from "./checks/check-capacity.js";
import { checkEnd } from "./checks/check-end.js";
import { checkEnvironments } from "./checks/check-environments.js";
import { checkEvents } from "./checks/check-events.js";
import { checkForce } from "./checks/check-force.js";
import { checkStrays } from "./checks/check-strays.js";
import { checkTeardowns } from "./checks/check-teardowns.js";
import { checkTrace } from "./checks/check-trace.js";
import { tally } from "./tally.js";
import { callsOf, eventsOf, tellTrace } from "./trace.js";
/** All that holds of a run whatever its stages do and whatever is done to it. */
export function checkRun(driven) {
    told(driven, () => {
        checkPromises(driven);
        tally.check("trace", () => checkTrace(driven.scenario, driven.trace));
    });
}
/** A violation is told with all that happened. */
function told(driven, check) {
    try {
        check();
    }
    catch (error) {
        if (!(error instanceof Violation))
            throw error;
        throw new Violation(`${error.message}\n\n${tellTrace(driven.trace)}\n`, { cause: error });
    }
}
/** The same of a run of which errors escape: when they do is chance, so that only what comes of it is looked at. */
export function checkStrayRun(driven) {
    told(driven, () => {
        checkPromises(driven);
        tally.check("strays", () => checkStrays(driven));
    });
}
function checkPromises(driven) {
    const { scenario, trace, report } = driven;
    const events = eventsOf(trace);
    const calls = callsOf(trace);
    tally.countRun(events);
    tally.check("events", () => checkEvents(events, report));
    tally.check("language", () => checkLanguage(events));
    tally.check("capacity", () => checkCapacity(events));
    tally.check("teardowns", () => checkTeardowns(events, calls));
    tally.check("environments", () => checkEnvironments(events));
    tally.check("calls", () => checkCalls(scenario, trace));
    tally.check("force", () => checkForce(trace));
    tally.check("bounded", () => checkBounded(driven));
    tally.check("end", () => checkEnd(driven));
}
/** The result of a run that nobody touched is the oracle's. */
export function checkResult(driven) {
    const { scenario, report } = driven;
    const starved = new Set(report.stages.filter(({ skip }) => skip?.reason === "starved").map(({ name }) => name));
    const forfeited = report.stages.some(({ errors }) => errors.some(({ code }) => code === "cancelled"));
    const expected = forfeited ? undefined : predictRun(scenario, starved);
    if (expected === undefined)
        return;
    told(driven, () => tally.check("prediction", () => checkPrediction(report, expected)));
}
