export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below = Number.NaN, above = below] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (below + above) / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median of what each is of its partner, pair by pair: it holds while the machine's speed drifts. */
export function medianRatio(values: readonly number[], partners: readonly number[]): number {
  return median(values.map((value, index) => value / (partners[index] ?? Number.NaN)));
}
