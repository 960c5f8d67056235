import { durationSchema } from "../model/duration.ts";
import { type Problem, StagewrightError } from "../model/problem.ts";
import { unknownField } from "../model/unknown-field.ts";
import { showValue } from "../util/show-value.ts";

export interface ParsedStreamOptions {
  readonly history: number;
  readonly keepAliveMs: number;
}

const DEFAULTS = { history: 100_000, keepAlive: "15s" };

/**
 * Validates the options of an event stream.
 * @throws {StagewrightError} `bad-option`, with all that is wrong.
 */
export function parseStreamOptions(options: object): ParsedStreamOptions {
  const problems: Problem[] = [];
  const refuse = (message: string) => problems.push({ code: "bad-option", message });

  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(DEFAULTS, key)) refuse(unknownField([key], Object.keys(DEFAULTS)));
  }
  const { history = DEFAULTS.history, keepAlive = DEFAULTS.keepAlive }: { history?: unknown; keepAlive?: unknown } =
    options;
  const isCount = isPositiveInteger(history);
  if (!isCount) refuse(`history: expected a positive integer, got ${showValue(history)}`);
  const duration = durationSchema.safeParse(keepAlive);
  for (const { message } of duration.error?.issues ?? []) refuse(`keepAlive: ${message}`);

  if (!isCount || !duration.success || problems.length > 0) throw new StagewrightError(problems);
  return { history, keepAliveMs: duration.data };
}

function isPositiveInteger(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
