import { readConfigFile } from "./config-file.js";
import { conflicts, mergeOptions } from "./merge-options.js";
import { COMMAND_LINE, parseFlags } from "./parse-flags.js";
/** The options of a command: its flags over the configuration file's, with all that is wrong in either. */
export async function resolveOptions(line, io) {
    const flags = parseFlags(line.given);
    const flagProblems = [...line.problems, ...flags.problems, ...conflicts(flags.options, COMMAND_LINE)];
    if (!line.command?.flags.includes("config"))
        return { options: flags.options, problems: flagProblems };
    const file = await readConfigFile(io, flags.options.config);
    return {
        options: mergeOptions(file.options, flags.options),
        problems: [...flagProblems, ...file.problems],
    };
}
