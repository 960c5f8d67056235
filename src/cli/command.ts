import type { Problem } from "../model/problem.ts";
import type { CliIo } from "./cli-io.ts";
import type { ArgumentKey, Arguments } from "./options/options-schema.ts";

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** One line of help. */
  readonly summary: string;
  /** The one argument that is no flag. */
  readonly operand: Operand;
  /** The flags that it takes, in the order of the help. */
  readonly flags: readonly ArgumentKey[];
  /** More help, below the flags. */
  readonly notes?: string;
  /** Loads what does it; nothing else of the command is loaded before. */
  load(): Promise<CommandAction>;
}

export interface Operand {
  readonly name: string;
  /** Absent: it must be given. */
  readonly default?: string;
}

/** What a command is called with. */
export interface CommandInput {
  readonly operand: string;
  /** Of the flags and the configuration file. */
  readonly options: Arguments;
  /** What is wrong with them; the command adds what else it finds before it refuses. */
  readonly problems: readonly Problem[];
}

/** Does a command; returns the exit code. */
export type CommandAction = (input: CommandInput, io: CliIo) => Promise<number>;
