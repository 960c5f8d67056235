import { PhaseTimeoutError } from "../model/abort-errors.ts";
import type { Clock } from "../model/clock.ts";
import type { Attempt, Session, SessionPort, SessionReply } from "../model/executor.ts";
import type { Phase } from "../model/outcome.ts";
import type { Around } from "../model/tracing.ts";
import { type CallOwner, OpenCall } from "./open-call.ts";
import { withOutputSchema } from "./output-schema.ts";

export interface InlineExecutorOptions {
  readonly clock: Clock;
  /** Has `start` called soon, but not within the call; what has happened by then is on record first. */
  readonly defer: (start: () => void) => void;
  /** Puts on record what has happened, before user code is called at once. */
  readonly record: () => void;
  /** Calls the users' functions; absent: nothing is around them. */
  readonly around?: Around | undefined;
}

/** Calls the functions of one attempt, one at a time, each with its own signal and timeout. */
export class InlineSession implements Session, CallOwner {
  readonly attempt: Attempt;
  readonly port: SessionPort;
  readonly #options: InlineExecutorOptions;
  #resource: unknown;
  #output: unknown;
  /** The call that may still reply. */
  #open: OpenCall | undefined;

  constructor(attempt: Attempt, port: SessionPort, options: InlineExecutorOptions) {
    this.attempt = attempt;
    this.port = port;
    this.#options = options;
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  get around(): Around | undefined {
    return this.#options.around;
  }

  get output(): unknown {
    return this.#output;
  }

  get resource(): unknown {
    return this.#resource;
  }

  perform(phase: Phase): void {
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

  decideWhen(): void {
    this.#call(new OpenCall(this, "when", undefined), this.attempt.stage.functions.when, {
      passed: (answer) => this.port.reply(toWhenReply(answer)),
      failed: (error) => this.port.reply({ type: "when.failed", error }),
    });
  }

  decideRetry(error: unknown): void {
    const retryWhen = this.attempt.stage.functions.retryWhen;
    this.#call(new OpenCall(this, "retry", undefined), () => retryWhen?.(error), {
      passed: (again) => this.port.reply({ type: again === false ? "retry.refused" : "retry.accepted" }),
      failed: (thrown) => this.port.reply({ type: "retry.failed", error: thrown }),
    });
  }

  abort(reason: unknown): void {
    // Abort listeners are user code.
    this.#options.record();
    this.#open?.abort(reason);
  }

  abandon(): void {
    this.#open?.close();
    this.#open = undefined;
  }

  #call(call: OpenCall, callback: ((context: never) => unknown) | undefined, then: Continuation): void {
    this.#open = call;
    this.#options.defer(() => this.#start(call, callback, then));
  }

  #start(call: OpenCall, callback: ((context: never) => unknown) | undefined, then: Continuation): void {
    if (this.#open !== call) return;
    if (call.isAborted) {
      // It was stopped before it began: the user's function is not entered at all.
      this.#failed(call, call.signal.reason, then);
      return;
    }
    call.begin();
    let result: unknown;
    try {
      // Each function takes the context of its own stage, whose types ended where the definition was erased.
      result = call.enter((context) => adopt(callback?.(context as never)), call.context);
    } catch (error) {
      this.#failed(call, error, then);
      return;
    }
    if (!(result instanceof Promise)) {
      // No function is stopped amidst its own turn, but one that has taken too long has not passed.
      if (call.isOverdue) this.#overdue(call);
      this.#settled(call, result, then);
      return;
    }
    call.arm(() => this.#overdue(call));
    result.then(
      (value) => this.#settled(call, value, then),
      (error: unknown) => this.#failed(call, error, then),
    );
  }

  #settled(call: OpenCall, value: unknown, then: Continuation): void {
    if (this.#open === call) {
      this.#close(call);
      then.passed(value);
    } else if (call.phase === "setup" && value !== undefined && value !== null) this.port.leaked();
  }

  #failed(call: OpenCall, error: unknown, then: Continuation): void {
    if (this.#open !== call) return;
    this.#close(call);
    then.failed(error);
  }

  #overdue({ phase, timeoutMs }: OpenCall): void {
    const message = `${phase} of stage "${this.attempt.stage.name}" took longer than ${timeoutMs} ms`;
    this.port.reply({ type: "phase.overdue", error: new PhaseTimeoutError(message) });
  }

  #passed(phase: Phase, value: unknown): void {
    if (phase === "setup") this.#resource = value;
    if (phase === "run") this.#output = value;
    this.port.reply({ type: "phase.passed" });
  }

  #close(call: OpenCall): void {
    call.close();
    this.#open = undefined;
  }
}

interface Continuation {
  passed(value: unknown): void;
  failed(error: unknown): void;
}

function toWhenReply(answer: unknown): SessionReply {
  if (answer === false) return { type: "when.refused", skip: { reason: "condition" } };
  if (typeof answer === "string" && answer !== "")
    return { type: "when.refused", skip: { reason: "condition", message: answer } };
  return { type: "when.passed" };
}

/** A promise of ours for whatever can be awaited: its `then` is the user's code, and may do anything. */
function adopt(value: unknown): unknown {
  const mayHaveThen = (typeof value === "object" && value !== null) || typeof value === "function";
  if (!mayHaveThen || typeof (value as { then?: unknown }).then !== "function") return value;
  return new Promise((resolve) => resolve(value));
}
