import { messageOf } from "../model/message-of.js";
/**
 * What a stage's function is called with. Its members are getters, so that
 * nothing is made that the function does not take; each can be destructured.
 */
export class SessionContext {
    #call;
    constructor(call) {
        this.#call = call;
    }
    get name() {
        return this.#call.session.attempt.stage.name;
    }
    get runId() {
        return this.#call.session.attempt.runId;
    }
    get attempt() {
        return this.#call.session.attempt.attempt;
    }
    get signal() {
        return this.#call.signal;
    }
    get outputs() {
        return this.#call.session.attempt.outputs;
    }
    get resource() {
        return this.#call.session.resource;
    }
    get log() {
        const { port } = this.#call.session;
        return (message, fields) => port.log({ level: "info", message: messageOf(message), fields });
    }
    get emit() {
        const { port } = this.#call.session;
        return (data) => port.progress(data);
    }
    get remaining() {
        return () => this.#call.remaining();
    }
}
