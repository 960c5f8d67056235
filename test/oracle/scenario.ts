import type { EdgeCondition, FailFast, Keep, Phase } from "../../src/model/outcome.ts";

/** What a scripted function returns: nothing, JSON, or something that JSON cannot hold. */
export type ReturnedKind = "nothing" | "json" | "lossy";

/** What a scripted function throws. `reason` is its signal's own reason, as `signal.throwIfAborted()` throws it. */
export type ThrownKind =
  | "error"
  | "string"
  | "undefined"
  | "null"
  | "cyclic"
  | "hostile"
  | "aggregate"
  | "abortError"
  | "reason";

export type Ending =
  | { readonly kind: "returns"; readonly value: ReturnedKind }
  | { readonly kind: "throws"; readonly value: ThrownKind };

/** What one call of a phase's function does. */
export interface Behaviour {
  /** Virtual ms until it settles of its own accord; undefined: never. */
  readonly afterMs: number | undefined;
  /** Where `afterMs` is 0: it returns or throws in the call itself rather than by a promise. */
  readonly sync: boolean;
  readonly ending: Ending;
  /** What it does when its signal aborts; undefined: it does not look. */
  readonly onAbort: { readonly afterMs: number; readonly ending: Ending } | undefined;
}

/** What one call of `when` or `retry.when` does. `words` is a string that says why not. */
export interface Decision {
  readonly afterMs: number | undefined;
  readonly sync: boolean;
  readonly answer: "yes" | "no" | "words" | "throws";
}

/** What the functions do in one attempt; those that the stage does not define are not looked at. */
export interface AttemptScript {
  readonly setup: Behaviour;
  readonly run: Behaviour;
  readonly teardown: Behaviour;
  readonly retry: Decision;
}

export interface RetryScript {
  readonly limit: number;
  readonly delayMs: number;
  readonly backoff: "fixed" | "exponential";
  readonly maxDelayMs: number | undefined;
  readonly jitter: boolean;
  /** It has a `when`. */
  readonly decides: boolean;
}

export interface StageScript {
  readonly name: string;
  readonly dependencies: readonly { readonly stage: string; readonly on: EdgeCondition }[];
  readonly optional: boolean;
  readonly keep: Keep;
  /** The phases that it defines. */
  readonly defines: readonly Phase[];
  readonly timeouts: { readonly [phase in Phase]: number | undefined };
  readonly retry: RetryScript;
  /** Units by pool. */
  readonly demands: Readonly<Record<string, number>>;
  readonly estimateMs: number | undefined;
  readonly when: Decision | undefined;
  /** Its output schema, and what that does. */
  readonly output: "accepts" | "refuses" | "throws" | undefined;
  /** By attempt; the last holds for all that come after it. Never empty. */
  readonly attempts: readonly AttemptScript[];
}

/** Everything that decides a run but chance, the order of things and what is done to it from outside. */
export interface Scenario {
  readonly stages: readonly StageScript[];
  readonly concurrency: number;
  readonly failFast: FailFast;
  readonly graceMs: number;
  readonly pools: Readonly<Record<string, number>>;
  /** Names left out by the selection. */
  readonly skipped: readonly string[];
}

/** A teardown has 30 s where nothing else is said (§2). */
export const TEARDOWN_TIMEOUT_MS = 30_000;

export function attemptScript(stage: StageScript, attempt: number): AttemptScript {
  const script = stage.attempts[Math.min(attempt, stage.attempts.length) - 1];
  if (script === undefined) throw new Error(`${stage.name} has no script`);
  return script;
}

export function timeoutOf(stage: StageScript, phase: Phase): number | undefined {
  return stage.timeouts[phase] ?? (phase === "teardown" ? TEARDOWN_TIMEOUT_MS : undefined);
}

/** The units that a stage asks of a pool, and the pool's size: 1 where none is given (§2). */
export function poolSize(scenario: Scenario, pool: string): number {
  return scenario.pools[pool] ?? 1;
}

/** What a scripted function's thrown error says: it tells the call apart from all others. */
export function messageOf(stage: string, attempt: number, place: string): string {
  return `${stage}#${attempt} ${place}`;
}
