import { EVENT_VERSION } from "../model/run-event.js";
import { deriveRunStatus } from "../model/run-status.js";
import { serializeError } from "../model/serialize-error.js";
import { applyEvent, openPhase } from "../model/view.js";
import { toJson } from "../util/to-json.js";
/** Longer log lines are cut. */
const MAX_LINE = 8_192;
/** The one place where events are built, numbered, timed, cut and redacted. */
export class Recorder {
    #options;
    #text;
    #seq;
    constructor(options) {
        this.#options = options;
        this.#text = options.redact ?? ((text) => text);
        this.#seq = options.lastSeq;
    }
    /** Records an event whose parts are JSON already. */
    record(body) {
        const { runId, clock, view, onEvent } = this.#options;
        this.#seq += 1;
        // Time never goes back in a journal, not even where it goes on in another process.
        const at = Math.max(view.at, Math.round(clock.now()));
        const event = { v: EVENT_VERSION, seq: this.#seq, runId, at, ...body };
        applyEvent(view, event);
        onEvent(event);
    }
    /** Records what the machines tell. */
    tell(fact) {
        switch (fact.type) {
            case "phase.finished":
                return this.#recordPhaseEnd(fact);
            case "stage.finished":
                return this.#recordStageEnd(fact);
            case "run.cancelling":
                return this.record({ ...fact, reason: this.#text(fact.reason) });
            case "run.finished":
                return this.#recordRunEnd();
            default:
                return this.record(fact);
        }
    }
    log({ message, fields, ...rest }) {
        const text = this.#text(message);
        const line = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}… (${text.length - MAX_LINE} more)` : text;
        const json = fields === undefined ? undefined : toJson(fields, this.#text).value;
        const isRecord = typeof json === "object" && json !== null && !Array.isArray(json);
        this.record({
            type: "log",
            ...rest,
            message: line,
            ...(json !== undefined && { fields: isRecord ? { ...json } : { value: json } }),
        });
    }
    progress(stage, attempt, data) {
        this.record({ type: "progress", stage, attempt, data: toJson(data, this.#text).value });
    }
    /** Records an error that belongs to no stage. */
    runErrored(error) {
        this.record({ type: "run.errored", error: serializeError(error, this.#text) });
    }
    #recordPhaseEnd({ stage, attempt, phase, status, failures, abandoned }) {
        const { view, clock } = this.#options;
        const stageView = view.stages.get(stage);
        const open = stageView && openPhase(stageView);
        const durationMs = open === undefined ? 0 : Math.max(0, Math.round(clock.now()) - open.startedAt);
        this.record({
            type: "phase.finished",
            stage,
            attempt,
            phase,
            status,
            durationMs,
            ...(failures.length > 0 && { errors: this.#stageErrors(failures) }),
            ...(abandoned && { abandoned }),
        });
    }
    #recordStageEnd({ stage, status, flaky, failures, output, skip }) {
        const json = output === undefined ? undefined : toJson(output, this.#text);
        const earlier = this.#options.earlierErrors.get(stage) ?? [];
        const isFlaky = flaky || (status === "passed" && earlier.length > 0);
        this.record({
            type: "stage.finished",
            stage,
            status,
            ...(isFlaky && { flaky: true }),
            ...(earlier.length + failures.length > 0 && { errors: [...earlier, ...this.#stageErrors(failures)] }),
            ...(json !== undefined && (json.lossy ? { outputLost: true } : { output: json.value })),
            ...(skip !== undefined && {
                skip: { ...skip, ...(skip.message !== undefined && { message: this.#text(skip.message) }) },
            }),
        });
    }
    #recordRunEnd() {
        const { view, clock } = this.#options;
        const durationMs = Math.max(0, Math.round(clock.now()) - view.startedAt);
        this.record({ type: "run.finished", status: deriveRunStatus(view), durationMs });
    }
    #stageErrors(failures) {
        return failures.map(({ phase, attempt, error }) => ({ phase, attempt, ...serializeError(error, this.#text) }));
    }
}
