import { formatProblems } from "../model/problem.js";
import { ExitCode } from "./exit-code.js";
/** Tells on stderr all that is wrong, and that nothing ran; returns the exit code. */
export function refuse(problems, { stderr }) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    stderr.write(`${formatProblems(problems)}\n\n${count}; nothing ran.\n`);
    return ExitCode.refused;
}
