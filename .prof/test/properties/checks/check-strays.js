import { rule } from "../../oracle/violation.js";
/**
 * §3.17: an error that escapes a stage's function is an error of that stage, with the phase and the attempt
 * it came from, and fails it where it comes from its last attempt.
 * @throws {Violation}
 */
export function checkStrays({ trace, report }) {
    for (const item of trace) {
        if (item.kind !== "stray" || !item.taken)
            continue;
        const { call, message } = item;
        const stage = report.stages.find(({ name }) => name === call.stage);
        const error = stage?.errors.find((candidate) => candidate.message === message);
        rule(stage !== undefined && error !== undefined, `${call.stage} has the error "${message}"`);
        rule(error.attempt === call.attempt, `"${message}" is of attempt ${call.attempt}, not ${error.attempt}`);
        rule(error.phase === call.place, `"${message}" is of ${call.place}, not of ${error.phase}`);
        const last = stage.attempts.at(-1)?.attempt ?? 1;
        rule(stage.status === "failed" || call.attempt < last, `${call.stage} fails, and does not end ${stage.status}`);
    }
}
