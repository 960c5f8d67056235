import { showValue } from "../util/show-value.ts";

/**
 * A source of chance that cannot harm the chart that asks it: where the user's
 * throws, or returns no number from 0 to 1, the delay is taken whole.
 *
 * @param onError Told the first time.
 */
export function guardRandom(random: () => number, onError: (error: unknown) => void): () => number {
  let state: "whole" | "broken" = "whole";
  const report = (error: unknown) => {
    if (state === "whole") onError(error);
    state = "broken";
    return 1;
  };
  return () => {
    try {
      const value = random();
      if (typeof value === "number" && value >= 0 && value <= 1) return value;
      return report(new RangeError(`random: expected a number from 0 to 1, got ${showValue(value)}`));
    } catch (error) {
      return report(error);
    }
  };
}
