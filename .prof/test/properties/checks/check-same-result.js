import { predictRun } from "../../oracle/predict-run.js";
import { rule } from "../../oracle/violation.js";
import { tally } from "../tally.js";
/** The same scenario with stages that do the same in each attempt, and are not retried. */
export function steady(scenario) {
    return {
        ...scenario,
        failFast: "off",
        stages: scenario.stages.map((stage) => ({
            ...stage,
            attempts: stage.attempts.slice(0, 1),
            retry: { ...stage.retry, limit: 0 },
        })),
    };
}
export function isSteady({ attempts, retry }) {
    return attempts.length === 1 && retry.limit === 0;
}
/**
 * However often it was cut off, a steady run comes to the end that it would have come to.
 * @throws {Violation}
 */
export function checkSameResult(scenario, report) {
    const expected = predictRun(scenario, new Set());
    const isStarved = report.stages.some(({ skip }) => skip?.reason === "starved");
    if (expected === undefined || isStarved)
        return;
    tally.check("same result", () => {
        for (const { name, status, flaky, skip } of report.stages) {
            const stage = expected.stages.get(name);
            rule(stage !== undefined && waysOf(stage).includes(skip?.reason ?? status), `${name} ends ${status}`);
            rule(!flaky, `${name} was never tried again, and is not flaky`);
        }
    });
}
function waysOf(expected) {
    if (expected.kind === "skipped")
        return expected.ways.map(({ reason }) => reason);
    // Of a kept stage the teardown, and that it fails, may be lost with the process.
    return expected.end.served ? [expected.end.status, "passed"] : [expected.end.status];
}
