import { createRequire } from "node:module";
import { ExitCode } from "./exit-code.js";
import { commandHelp, globalHelp } from "./options/help.js";
import { readCommandLine } from "./options/read-command-line.js";
import { resolveOptions } from "./options/resolve-options.js";
import { refuse } from "./refuse.js";
/** Does what the arguments say; returns the exit code. */
export async function runCli(argv, io) {
    const exitCode = await dispatch(argv, io);
    await Promise.all([io.stdout.finish(), io.stderr.finish()]);
    return io.stdout.state === "failed" ? Math.max(exitCode, ExitCode.failed) : exitCode;
}
async function dispatch(argv, io) {
    const line = readCommandLine(argv);
    const { command, operand, given } = line;
    if (given.has("version"))
        return print(`${version()}\n`, io);
    if (given.has("help") && command !== undefined)
        return print(commandHelp(command), io);
    if (given.has("help") && line.problems.length === 0)
        return print(globalHelp(), io);
    if (argv.length === 0) {
        io.stderr.write(globalHelp());
        return ExitCode.refused;
    }
    const { options, problems } = await resolveOptions(line, io);
    // With a command line that is not understood, it is not certain which folder is meant.
    if (command === undefined || line.problems.length > 0)
        return refuse(problems, io);
    const act = await command.load();
    return act({ operand: operand ?? command.operand.default ?? "", options, problems }, io);
}
function print(text, { stdout }) {
    stdout.write(text);
    return ExitCode.passed;
}
function version() {
    const { version } = createRequire(import.meta.url)("stagewright/package.json");
    return version;
}
