import { COMMANDS } from "../../src/cli/commands.ts";
import { ExitCode } from "../../src/cli/exit-code.ts";
import { STOP_SIGNALS } from "../../src/cli/process/watch-signals.ts";
import { code, pageHead, table } from "./table.ts";

/** The text of `docs/reference/exit-codes.md`. */
export function exitCodesPage(): string {
  const signals = Object.entries(STOP_SIGNALS).map(([signal, exitCode]) => [
    code(String(exitCode)),
    `the run was cancelled by ${signal}`,
  ]);
  return `${pageHead("Exit codes", "What the exit code of the command line says.")}
${table(["code", "of `run`"], [...rowsOfHelp(), ...signals])}

- A failure of an optional stage, a flaky stage, a stage that was skipped by its own \`when\` or by the selection: these are no failures.
- A run that is cancelled is cancelled, also where something had failed before.
- A report, or the journal, that could not be written whole makes the code at least 1. So does an error that is thrown after the end of the run.

\`check\`, \`list\`, \`graph\` and \`explain\`: 0, or 2 where something is wrong. \`replay\`: 0 whatever became of the run that it reports, 1 where a report could not be written, 2 where there is no such journal.
`;
}

/** The help of \`run\` tells of each code in a line. */
function rowsOfHelp(): readonly (readonly string[])[] {
  const { notes = "" } = COMMANDS.find(({ name }) => name === "run") ?? {};
  const told = new Map(
    [...notes.matchAll(/^ {2}(?<exitCode>\d+) +(?<meaning>.*)$/gm)].map(({ groups }) => [
      groups?.exitCode,
      groups?.meaning,
    ]),
  );
  return Object.values(ExitCode).map((exitCode) => {
    const meaning = told.get(String(exitCode));
    if (meaning === undefined) throw new Error(`The help of run does not tell of the exit code ${exitCode}`);
    return [code(String(exitCode)), meaning];
  });
}
