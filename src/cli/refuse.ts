import { formatProblems, type Problem } from "../model/problem.ts";
import type { CliIo } from "./cli-io.ts";
import { ExitCode } from "./exit-code.ts";

/** Tells on stderr all that is wrong, and that nothing ran; returns the exit code. */
export function refuse(problems: readonly Problem[], { stderr }: Pick<CliIo, "stderr">): number {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  stderr.write(`${formatProblems(problems)}\n\n${count}; nothing ran.\n`);
  return ExitCode.refused;
}
