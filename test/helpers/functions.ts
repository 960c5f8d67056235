import type { StageContext } from "../../src/model/stage-definition.ts";
import type { SimulatedClock } from "../../src/testing/simulated-clock.ts";

/** Throws an error that says `broken`. */
export function fails(): never {
  throw new Error("broken");
}

export function throws(value: unknown): () => never {
  return () => {
    throw value;
  };
}

/** Settles when its signal aborts, as a well-behaved function does: rejects with the signal's reason. */
export function untilStopped({ signal }: Pick<StageContext, "signal">): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Ignores its signal and never settles. */
export function hangs(): Promise<never> {
  return new Promise<never>(() => {});
}

/** A function of a stage that takes so much virtual time, whatever its signal says. */
export function takes<T = void>(clock: SimulatedClock, elapsedMs: number, value?: T): () => Promise<T> {
  return () => new Promise((resolve) => clock.setTimeout(() => resolve(value as T), elapsedMs));
}
