import { ownVersion } from "../util/own-version.ts";
import type { CliIo } from "./cli-io.ts";
import { ExitCode } from "./exit-code.ts";
import { commandHelp, globalHelp } from "./options/help.ts";
import { readCommandLine } from "./options/read-command-line.ts";
import { resolveOptions } from "./options/resolve-options.ts";
import { refuse } from "./refuse.ts";

/** Does what the arguments say; returns the exit code. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  const exitCode = await dispatch(argv, io);
  await Promise.all([io.stdout.finish(), io.stderr.finish()]);
  return io.stdout.state === "failed" ? Math.max(exitCode, ExitCode.failed) : exitCode;
}

async function dispatch(argv: readonly string[], io: CliIo): Promise<number> {
  const line = readCommandLine(argv[0] === "help" ? [...argv.slice(1), "--help"] : argv);
  const { command, operand, given } = line;
  if (given.has("version")) return print(`${ownVersion()}\n`, io);
  if (given.has("help") && command !== undefined) return print(commandHelp(command), io);
  if (given.has("help") && line.problems.length === 0) return print(globalHelp(), io);
  if (argv.length === 0) {
    io.stderr.write(globalHelp());
    return ExitCode.refused;
  }
  const { options, problems } = await resolveOptions(line, io);
  // With a command line that is not understood, it is not certain which folder is meant.
  if (command === undefined || line.problems.length > 0) return refuse(problems, io);
  const act = await command.load();
  return act({ operand: operand ?? command.operand.default ?? "", options, problems }, io);
}

function print(text: string, { stdout }: CliIo): number {
  stdout.write(text);
  return ExitCode.passed;
}
