import ms from "ms";
import * as z from "zod";

/** Node turns longer timers into 1 ms ones. */
export const MAX_DURATION_MS = 2 ** 31 - 1;

const EXPECTED = 'expected milliseconds as a number or a string such as "500ms", "30s", "5m", "1h"';

/**
 * A span of time: milliseconds as a number, or a string with a unit such as `"30s"`, `"5m"`.
 * More than 0 and at most {@link MAX_DURATION_MS}; parses to milliseconds.
 */
export const durationSchema = z
  .union([z.number(), z.string()], { error: (issue) => `${EXPECTED}, got ${describe(issue.input)}` })
  .transform((value, context) => {
    if (typeof value === "string" && /^\s*[\d.]+\s*$/.test(value) && Number(value) > 0) {
      const number = value.trim();
      context.addIssue({
        code: "custom",
        message: `expected a unit, as in "${number}s" or "${number}ms", got ${describe(value)}`,
      });
      return z.NEVER;
    }
    const milliseconds = typeof value === "number" ? value : parse(value);
    if (milliseconds === undefined || Number.isNaN(milliseconds)) {
      context.addIssue({ code: "custom", message: `${EXPECTED}, got ${describe(value)}` });
      return z.NEVER;
    }
    if (milliseconds <= 0 || milliseconds > MAX_DURATION_MS) {
      context.addIssue({
        code: "custom",
        message: `expected a duration of more than 0 and at most ${MAX_DURATION_MS} ms (about 24 days), got ${describe(value)}`,
      });
      return z.NEVER;
    }
    return milliseconds;
  });

/** As people write one: `1500`, `"1.5s"`. */
export type Duration = z.input<typeof durationSchema>;

function parse(text: string): number | undefined {
  const trimmed = text.trim();
  // `ms` throws on an empty string and on one of over 100 characters.
  return trimmed === "" || trimmed.length > 100 ? undefined : ms(trimmed as ms.StringValue);
}

function describe(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
