import { timeoutOf } from "../../oracle/scenario.js";
import { rule } from "../../oracle/violation.js";
/**
 * A run takes no longer than all that its stages do one after the other, and what is done to it.
 * @throws {Violation}
 */
export function checkBounded({ scenario, controls, report }) {
    const last = Math.max(0, ...controls.map(({ moment }) => (moment.kind === "time" ? moment.afterMs : 0)));
    const most = scenario.stages.reduce((sum, stage) => sum + longest(scenario, stage), last);
    rule(report.durationMs <= most, `the run takes at most ${most} ms, and not ${report.durationMs}`);
}
function longest({ graceMs }, stage) {
    const { retry, when, attempts } = stage;
    const phase = (name, { afterMs = 0, onAbort }) => Math.max(afterMs, timeoutOf(stage, name) ?? 0) + Math.max(graceMs, onAbort?.afterMs ?? 0);
    const attempt = Math.max(...attempts.map(({ setup, run, teardown, retry: again }) => phase("setup", setup) + phase("run", run) + phase("teardown", teardown) + (again.afterMs ?? 0)));
    const delay = Math.max(retry.delayMs * 2 ** retry.limit, retry.maxDelayMs ?? 0);
    return (when?.afterMs ?? 0) + (attempt + delay) * (retry.limit + 1);
}
