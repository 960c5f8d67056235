import { PhaseTimeoutError } from "../model/abort-errors.js";
import { OpenCall } from "./open-call.js";
import { withOutputSchema } from "./output-schema.js";
import { runInScope } from "./stage-scope.js";
/** Calls the functions of one attempt, one at a time, each with its own signal and timeout. */
export class InlineSession {
    attempt;
    port;
    #options;
    #resource;
    #output;
    /** The call that may still reply. */
    #open;
    constructor(attempt, port, options) {
        this.attempt = attempt;
        this.port = port;
        this.#options = options;
    }
    get clock() {
        return this.#options.clock;
    }
    get output() {
        return this.#output;
    }
    get resource() {
        return this.#resource;
    }
    perform(phase) {
        const { functions, timeouts } = this.attempt.stage;
        const callback = functions[phase];
        const { output } = functions;
        const call = new OpenCall(this, phase, timeouts[phase]);
        const isChecked = phase === "run" && output !== undefined;
        this.#call(call, isChecked ? withOutputSchema(output, callback, () => call.isAborted) : callback, {
            passed: (value) => this.#passed(phase, value),
            failed: (error) => this.port.reply({ type: "phase.failed", error }),
        });
    }
    decideWhen() {
        this.#call(new OpenCall(this, "when", undefined), this.attempt.stage.functions.when, {
            passed: (answer) => this.port.reply(toWhenReply(answer)),
            failed: (error) => this.port.reply({ type: "when.failed", error }),
        });
    }
    decideRetry(error) {
        const retryWhen = this.attempt.stage.functions.retryWhen;
        this.#call(new OpenCall(this, "retry", undefined), () => retryWhen?.(error), {
            passed: (again) => this.port.reply({ type: again === false ? "retry.refused" : "retry.accepted" }),
            failed: (thrown) => this.port.reply({ type: "retry.failed", error: thrown }),
        });
    }
    abort(reason) {
        // Abort listeners are user code.
        this.#options.record();
        this.#open?.abort(reason);
    }
    abandon() {
        this.#open?.disarm();
        this.#open = undefined;
    }
    #call(call, callback, then) {
        this.#open = call;
        this.#options.defer(() => this.#start(call, callback, then));
    }
    #start(call, callback, then) {
        if (this.#open !== call)
            return;
        if (call.isAborted) {
            // It was stopped before it began: the user's function is not entered at all.
            this.#failed(call, call.signal.reason, then);
            return;
        }
        call.arm(() => this.port.reply({ type: "phase.overdue", error: this.#timeoutError(call) }));
        let result;
        try {
            // Each function takes the context of its own stage, whose types ended where the definition was erased.
            result = runInScope(call, (context) => adopt(callback?.(context)), call.context);
        }
        catch (error) {
            this.#failed(call, error, then);
            return;
        }
        if (!(result instanceof Promise))
            this.#settled(call, result, then);
        else {
            result.then((value) => this.#settled(call, value, then), (error) => this.#failed(call, error, then));
        }
    }
    #settled(call, value, then) {
        if (this.#open === call) {
            this.#close(call);
            then.passed(value);
        }
        else if (call.phase === "setup" && value !== undefined && value !== null)
            this.port.leaked();
    }
    #failed(call, error, then) {
        if (this.#open !== call)
            return;
        this.#close(call);
        then.failed(error);
    }
    #passed(phase, value) {
        if (phase === "setup")
            this.#resource = value;
        if (phase === "run")
            this.#output = value;
        this.port.reply({ type: "phase.passed" });
    }
    #close(call) {
        call.disarm();
        this.#open = undefined;
    }
    #timeoutError({ phase, timeoutMs }) {
        return new PhaseTimeoutError(`${phase} of stage "${this.attempt.stage.name}" took longer than ${timeoutMs} ms`);
    }
}
function toWhenReply(answer) {
    if (answer === false)
        return { type: "when.refused", message: undefined };
    if (typeof answer === "string" && answer !== "")
        return { type: "when.refused", message: answer };
    return { type: "when.passed" };
}
/** A promise of ours for whatever can be awaited: its `then` is the user's code, and may do anything. */
function adopt(value) {
    const mayHaveThen = (typeof value === "object" && value !== null) || typeof value === "function";
    if (!mayHaveThen || typeof value.then !== "function")
        return value;
    return new Promise((resolve) => resolve(value));
}
