import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Attempt, SessionPort } from "../model/executor.ts";
import { messageOf } from "../model/message-of.ts";
import type { DependencyOutputs, StageContext } from "../model/stage-definition.ts";

/** The call that a context belongs to. */
export interface ContextSource {
  readonly session: { readonly attempt: Attempt; readonly port: SessionPort; readonly resource: unknown };
  readonly signal: AbortSignal;
  remaining(): number;
}

/**
 * What a stage's function is called with. Its members are getters, so that
 * nothing is made that the function does not take; each can be destructured.
 */
export class SessionContext implements StageContext<unknown> {
  readonly #call: ContextSource;

  constructor(call: ContextSource) {
    this.#call = call;
  }

  get name(): string {
    return this.#call.session.attempt.stage.name;
  }

  get runId(): string {
    return this.#call.session.attempt.runId;
  }

  get attempt(): number {
    return this.#call.session.attempt.attempt;
  }

  get signal(): AbortSignal {
    return this.#call.signal;
  }

  get outputs(): DependencyOutputs {
    return this.#call.session.attempt.outputs;
  }

  get resource(): unknown {
    return this.#call.session.resource;
  }

  get log(): StageContext["log"] {
    const { port } = this.#call.session;
    return (message, fields) => {
      if (message instanceof Readable) logLines(message, (line) => port.log({ level: "info", message: line, fields }));
      else port.log({ level: "info", message: messageOf(message), fields });
    };
  }

  get emit(): StageContext["emit"] {
    const { port } = this.#call.session;
    return (data) => port.progress(data);
  }

  get remaining(): StageContext["remaining"] {
    return () => this.#call.remaining();
  }
}

/** Reads a stream to its end. Where it breaks, that is an uncaught error of the stage, as with any stream. */
function logLines(input: Readable, log: (line: string) => void): void {
  createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on("line", log);
}
