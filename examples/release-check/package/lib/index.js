export function count(names) {
  const tally = new Map();
  for (const name of names) tally.set(name, (tally.get(name) ?? 0) + 1);
  return tally;
}

export function merge(a, b) {
  const merged = new Map(a);
  for (const [name, times] of b) merged.set(name, (merged.get(name) ?? 0) + times);
  return merged;
}

export function top(tally, n = 1) {
  return [...tally]
    .sort(([, a], [, b]) => b - a)
    .slice(0, n)
    .map(([name]) => name);
}
