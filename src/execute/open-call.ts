import type { Clock } from "../model/clock.ts";
import type { Attempt, LogLine, SessionPort } from "../model/executor.ts";
import type { ErrorPhase } from "../model/outcome.ts";
import type { StageContext } from "../model/stage-definition.ts";
import type { Around, StageCall } from "../model/tracing.ts";
import { type ContextSource, SessionContext } from "./session-context.ts";
import { runInScope, type StageScope } from "./stage-scope.ts";

/** What a call needs of its session. */
export interface CallOwner {
  readonly attempt: Attempt;
  readonly port: SessionPort;
  readonly clock: Clock;
  readonly around: Around | undefined;
  /** What `setup` returned. */
  readonly resource: unknown;
}

const NOTHING: readonly (() => void)[] = [];

/** One call of one function of a stage: its signal, its timeout, and the scope of all that it starts. */
export class OpenCall implements StageScope, ContextSource, StageCall {
  readonly session: CallOwner;
  readonly phase: ErrorPhase;
  readonly timeoutMs: number | undefined;
  #controller: AbortController | undefined;
  #timer: unknown;
  #deadline = Number.POSITIVE_INFINITY;
  /** What is to be called when the call is closed; undefined once it is. */
  #closing: readonly (() => void)[] | undefined = NOTHING;

  constructor(session: CallOwner, phase: ErrorPhase, timeoutMs: number | undefined) {
    this.session = session;
    this.phase = phase;
    this.timeoutMs = timeoutMs;
  }

  get runId(): string {
    return this.session.attempt.runId;
  }

  get stage(): string {
    return this.session.attempt.stage.name;
  }

  get attempt(): number {
    return this.session.attempt.attempt;
  }

  /** Made when it is first asked for: most functions never do. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#controller?.signal.aborted === true;
  }

  get context(): StageContext<unknown> {
    return new SessionContext(this);
  }

  fail(error: unknown): boolean {
    return this.session.port.reply({ type: "stage.strayed", attempt: this.attempt, phase: this.phase, error });
  }

  /** Calls the user's code so that all it starts is known to be this call's. */
  enter<Argument, Result>(callback: (argument: Argument) => Result, argument: Argument): Result {
    const { around } = this.session;
    if (around === undefined) return runInScope(this, callback, argument);
    return runInScope(this, () => around(this, () => callback(argument)), undefined);
  }

  abort(reason: unknown): void {
    const controller = this.#controller ?? new AbortController();
    this.#controller = controller;
    // The user's abort listeners run in here.
    this.enter(() => controller.abort(reason), undefined);
  }

  /** From now on the time that the function may take runs out, if that is limited. */
  begin(): void {
    if (this.timeoutMs !== undefined) this.#deadline = this.session.clock.now() + this.timeoutMs;
  }

  get isOverdue(): boolean {
    return this.timeoutMs !== undefined && this.remaining() === 0;
  }

  /** Calls back when the time is over. Only what is still to settle needs the timer. */
  arm(onOverdue: () => void): void {
    // The call may be closed by now, by a command of the function itself.
    if (this.timeoutMs === undefined || this.#closing === undefined) return;
    this.#timer = this.session.clock.setTimeout(onOverdue, Math.ceil(this.remaining()));
  }

  log(line: LogLine): boolean {
    return this.session.port.log(line);
  }

  onClose(callback: () => void): void {
    if (this.#closing === undefined) callback();
    else this.#closing = [...this.#closing, callback];
  }

  /** The stage goes on: the timeout counts no more. */
  close(): void {
    const callbacks = this.#closing ?? NOTHING;
    this.#closing = undefined;
    for (const callback of callbacks) callback();
    if (this.#timer === undefined) return;
    this.session.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  remaining(): number {
    return Math.max(0, this.#deadline - this.session.clock.now());
  }
}
