import { joinWords } from "../../util/join-words.ts";
import type { Command } from "../command.ts";
import { didYouMean } from "./did-you-mean.ts";
import { type ArgumentKey, FLAG_KEYS, FLAGS } from "./options-schema.ts";
import type { FlagToken } from "./tokenize.ts";

export function unknownCommand(name: string, commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name);
  const expected = `expected ${joinWords(names, { last: "or" })}`;
  return `unknown command ${JSON.stringify(name)}: ${expected}${didYouMean(name, names)}`;
}

export function unknownFlag({ name, rawName }: FlagToken, command: Command | undefined): string {
  const known = [...FLAGS].filter(([key]) => command === undefined || takes(command, key)).map(([, flag]) => flag.name);
  return `unknown flag ${rawName}${didYouMean(name, known, (nearest) => `--${nearest}`)}`;
}

/** What is wrong with how a known flag is used: undefined where nothing is. */
export function misusedFlag(
  { rawName, value, inlineValue }: FlagToken,
  {
    key,
    command,
    commands,
  }: { readonly key: ArgumentKey; readonly command: Command | undefined; readonly commands: readonly Command[] },
): string | undefined {
  if (command !== undefined && !takes(command, key)) {
    const users = commands.filter((command) => takes(command, key)).map(({ name }) => name);
    return `${rawName} is a flag of ${users.join(", ")}, not of ${command.name}`;
  }
  const placeholder = FLAGS.get(key)?.value;
  if (placeholder === undefined) {
    return value === undefined ? undefined : `${rawName} takes no value, got ${JSON.stringify(value)}`;
  }
  const needed = `${rawName} needs a value (${rawName} <${placeholder}>)`;
  if (value === undefined) return needed;
  return !inlineValue && isFlag(value) ? `${needed}, got the flag ${value}` : undefined;
}

/** What is wrong with the operands of a command: one each. */
export function wrongOperands({ name, operand }: Command, values: readonly string[]): readonly string[] {
  const given = values.map((value) => JSON.stringify(value)).join(" ");
  if (values.length > 1) return [`${name} takes one ${operand.name}, got ${given}`];
  if (values[0] === "") return [`${name} needs a ${operand.name}, got ""`];
  return values.length === 0 && operand.default === undefined
    ? [`${name} needs a ${operand.name} (${name} <${operand.name}>)`]
    : [];
}

function takes(command: Command, key: ArgumentKey): boolean {
  return key === "help" || key === "version" || command.flags.includes(key);
}

/** True for `--only`, `--only=a` and `-h`, but not for a value such as `-1`. */
function isFlag(text: string): boolean {
  const [, name] = /^--([^=]+)/.exec(text) ?? [];
  return name === undefined ? /^-[a-z]/i.test(text) : FLAG_KEYS.has(name);
}
