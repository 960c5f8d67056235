import { SessionContext } from "./session-context.js";
import { runInScope } from "./stage-scope.js";
/** One call of one function of a stage: its signal, its timeout, and the scope of all that it starts. */
export class OpenCall {
    session;
    phase;
    timeoutMs;
    #controller;
    #timer;
    #deadline = Number.POSITIVE_INFINITY;
    constructor(session, phase, timeoutMs) {
        this.session = session;
        this.phase = phase;
        this.timeoutMs = timeoutMs;
    }
    get runId() {
        return this.session.attempt.runId;
    }
    get stage() {
        return this.session.attempt.stage.name;
    }
    /** Made when it is first asked for: most functions never do. */
    get signal() {
        this.#controller ??= new AbortController();
        return this.#controller.signal;
    }
    get isAborted() {
        return this.#controller?.signal.aborted === true;
    }
    get context() {
        return new SessionContext(this);
    }
    fail(error) {
        const { attempt, port } = this.session;
        return port.reply({ type: "stage.strayed", attempt: attempt.attempt, phase: this.phase, error });
    }
    abort(reason) {
        const controller = this.#controller ?? new AbortController();
        this.#controller = controller;
        // The user's abort listeners run in here.
        runInScope(this, () => controller.abort(reason), undefined);
    }
    /** Starts the timeout, if there is one. */
    arm(onOverdue) {
        if (this.timeoutMs === undefined)
            return;
        const { clock } = this.session;
        this.#deadline = clock.now() + this.timeoutMs;
        this.#timer = clock.setTimeout(onOverdue, this.timeoutMs);
    }
    disarm() {
        if (this.#timer === undefined)
            return;
        this.session.clock.clearTimeout(this.#timer);
        this.#timer = undefined;
    }
    remaining() {
        return Math.max(0, this.#deadline - this.session.clock.now());
    }
}
