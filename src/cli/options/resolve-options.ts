import type { CliIo } from "../cli-io.ts";
import { readConfigFile } from "./config-file.ts";
import { conflicts, mergeOptions } from "./merge-options.ts";
import type { Arguments } from "./options-schema.ts";
import { COMMAND_LINE, parseFlags } from "./parse-flags.ts";
import type { ParsedOptions } from "./parse-options.ts";
import type { CommandLine } from "./read-command-line.ts";

/** The options of a command: its flags over the configuration file's, with all that is wrong in either. */
export async function resolveOptions(
  line: CommandLine,
  io: Pick<CliIo, "cwd" | "host">,
): Promise<ParsedOptions<Arguments>> {
  const flags = parseFlags(line.given);
  const flagProblems = [...line.problems, ...flags.problems, ...conflicts(flags.options, COMMAND_LINE)];
  if (!line.command?.flags.includes("config")) return { options: flags.options, problems: flagProblems };
  const file = await readConfigFile(io, flags.options.config);
  return {
    options: mergeOptions(file.options, flags.options),
    problems: [...flagProblems, ...file.problems],
  };
}
