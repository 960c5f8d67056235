import type { Tracing } from "../model/tracing.ts";

/** What a function of a stage came to. */
type Settled<Result> = { readonly value: Result } | { readonly thrown: unknown };

/**
 * Tracing that harms no run: at its first throw it is left out, and every function
 * of a stage is called exactly once whatever it does.
 *
 * @param onFailure Called once, with what it threw.
 */
export function guardTracing(tracing: Tracing, onFailure: (error: unknown) => void): Required<Tracing> {
  let live: Tracing | undefined = tracing;
  const attempt = (action: (tracing: Tracing) => void) => {
    if (live === undefined) return;
    try {
      action(live);
    } catch (error) {
      live = undefined;
      onFailure(error);
    }
  };
  return {
    onEvent: (event) => attempt((tracing) => tracing.onEvent?.(event)),
    around: (call, callback) => {
      const settle = once(callback);
      attempt((tracing) => {
        try {
          tracing.around?.(call, () => unwrap(settle()));
        } catch (error) {
          // What the stage threw passes through the tracing.
          if (!isThrown(settle(), error)) throw error;
        }
      });
      return unwrap(settle());
    },
  };
}

/** Calls `callback` the first time only; never throws. */
function once<Result>(callback: () => Result): () => Settled<Result> {
  let settled: Settled<Result> | undefined;
  return () => {
    settled ??= settle(callback);
    return settled;
  };
}

function settle<Result>(callback: () => Result): Settled<Result> {
  try {
    return { value: callback() };
  } catch (thrown) {
    return { thrown };
  }
}

function isThrown(settled: Settled<unknown>, error: unknown): boolean {
  return "thrown" in settled && settled.thrown === error;
}

function unwrap<Result>(settled: Settled<Result>): Result {
  if ("thrown" in settled) throw settled.thrown;
  return settled.value;
}
