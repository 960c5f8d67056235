import { parseArgs } from "node:util";
import { FLAGS } from "./options-schema.ts";

export type Token = ReturnType<typeof tokenize>[number];
/** One flag as it was given. */
export type FlagToken = Extract<Token, { kind: "option" }>;

/** Tells flags, their values and other words apart. Not strictly: strict parsing stops at the first error and has its own words for it. */
export function tokenize(argv: readonly string[]) {
  const options = Object.fromEntries(
    [...FLAGS.values()].map(({ name, short, value }) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const), ...(short !== undefined && { short }) },
    ]),
  );
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}
