import { env } from "node:process";
import fc from "fast-check";
import { expect, onTestFinished, vi } from "vitest";

/** Runs of all property tests together, by default. */
const DEFAULT_RUNS = 500;

/** `STAGEWRIGHT_RUNS`: how many runs all property tests make together. */
const totalRuns = Number(env.STAGEWRIGHT_RUNS ?? DEFAULT_RUNS);

/**
 * Searches for a counterexample. What it finds is told with its seed and path:
 * `STAGEWRIGHT_SEED=… STAGEWRIGHT_PATH=…` in the environment, and `-t` for the
 * test, show it again.
 *
 * @param share the part of all runs that this property gets
 */
export function search<T>(
  share: number,
  arbitrary: fc.Arbitrary<T>,
  property: (value: T) => Promise<void>,
): Promise<void> {
  // XState's development build warns of events that no actor takes any more.
  const warned = vi.spyOn(console, "warn");
  onTestFinished(() => {
    const { calls } = warned.mock;
    warned.mockRestore();
    expect(calls, "XState has nothing to warn of").toEqual([]);
  });
  const { STAGEWRIGHT_SEED: seed, STAGEWRIGHT_PATH: path } = env;
  return fc.assert(fc.asyncProperty(arbitrary, property), {
    numRuns: Math.max(1, Math.round(totalRuns * share)),
    ...(seed !== undefined && { seed: Number(seed) }),
    ...(path !== undefined && { path }),
    // Looking for the smallest counterexample ends with what has been found by then.
    interruptAfterTimeLimit: timeoutOf(share) - 5_000,
    markInterruptAsFailure: true,
  });
}

/** Milliseconds that a property with this share of the runs may take. */
export function timeoutOf(share: number): number {
  return 30_000 + totalRuns * share * 100;
}
