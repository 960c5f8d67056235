const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A span of time for people, cut, not rounded, to its unit: `85ms`, `1.2s`, `2m 05s`, `1h 02m`. */
export function durationText(durationMs: number): string {
  // A difference of fractional times may be a hair below a whole number.
  const ms = Math.round(durationMs);
  if (ms < SECOND_MS) return `${ms}ms`;
  if (ms < MINUTE_MS) return `${tenths(ms)}s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m ${twoDigits((ms % MINUTE_MS) / SECOND_MS)}s`;
  return `${Math.floor(ms / HOUR_MS)}h ${twoDigits((ms % HOUR_MS) / MINUTE_MS)}m`;
}

/** Time since the start of a run, of the same width up to 100 minutes: `00:01.2`. */
export function elapsedText(elapsedMs: number): string {
  const ms = Math.round(Math.max(0, elapsedMs));
  return `${twoDigits(ms / MINUTE_MS)}:${tenths(ms % MINUTE_MS).padStart(4, "0")}`;
}

/** Seconds with one digit after the point. */
function tenths(ms: number): string {
  return (Math.floor(ms / 100) / 10).toFixed(1);
}

function twoDigits(count: number): string {
  return String(Math.floor(count)).padStart(2, "0");
}
