import { resolve } from "node:path";
import { loadReporter } from "../../report/reporters.js";
import { createFileOutput } from "./file-output.js";
import { createReporterFeed } from "./reporter-feed.js";
import { wantsColor } from "./wants-color.js";
const CONSOLE = { name: "plain", file: undefined };
/** The reports that are asked for, with the console where no other one takes stdout. */
export function withConsole(requests) {
    return requests.some(({ file }) => file === undefined) ? requests : [CONSOLE, ...requests];
}
/** Makes the reporters, each with its output. No file is opened before there is something to write. */
export async function openReporters(requests, io) {
    const color = wantsColor(io);
    const reporters = requests.map(async ({ name, file }) => {
        const createReporter = await loadReporter(name);
        const output = file === undefined ? io.stdout : openFile(file, io);
        return { name, output, reporter: createReporter({ output, color: file === undefined && color }) };
    });
    return createReporterFeed(await Promise.all(reporters), io.stderr);
}
function openFile(file, { cwd, stderr }) {
    return createFileOutput(resolve(cwd, file), ({ message }) => {
        stderr.write(`stagewright: cannot write ${file}: ${message}\n`);
    });
}
