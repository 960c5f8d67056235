import type { Problem } from "../../model/problem.ts";
import type { Command } from "../command.ts";
import { COMMANDS } from "../commands.ts";
import { misusedFlag, unknownCommand, unknownFlag, wrongOperands } from "./misused-arguments.ts";
import { type ArgumentKey, FLAG_KEYS } from "./options-schema.ts";
import { type Token, tokenize } from "./tokenize.ts";

/** A command line taken apart. No value in it is validated yet. */
export interface CommandLine {
  readonly command: Command | undefined;
  /** What follows the command without dashes, such as the folder. */
  readonly operand: string | undefined;
  /** The texts given for each flag, in order; none for a switch. */
  readonly given: ReadonlyMap<ArgumentKey, readonly string[]>;
  /** What could not be taken apart; with any of these it is not certain what the rest means. */
  readonly problems: readonly Problem[];
}

/** Takes a command line apart: the command, its operand and its flags. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const tokens = tokenize(argv);
  const [name, ...operands] = words(tokens);
  const command = COMMANDS.find((command) => command.name === name);
  const given = new Map<ArgumentKey, readonly string[]>();
  const wrong: string[] = [];
  if (command !== undefined) wrong.push(...wrongOperands(command, operands));
  else if (name !== undefined) wrong.push(unknownCommand(name, COMMANDS));
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const key = FLAG_KEYS.get(token.name);
    if (key === undefined) {
      wrong.push(unknownFlag(token, command));
      continue;
    }
    const misuse = misusedFlag(token, { key, command, commands: COMMANDS });
    if (misuse !== undefined) wrong.push(misuse);
    else given.set(key, [...(given.get(key) ?? []), ...(token.value === undefined ? [] : [token.value])]);
  }
  return {
    command,
    operand: operands[0],
    given,
    problems: wrong.map((message) => ({ code: "bad-option", message })),
  };
}

/** The command and its operands. What follows an unknown flag of the command is taken for that flag's value. */
function words(tokens: readonly Token[]): readonly string[] {
  const found: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const isValue = found.length > 0 && before?.kind === "option" && !FLAG_KEYS.has(before.name);
    if (token.kind === "positional" && !isValue) found.push(token.value);
  }
  return found;
}
