import { createStreamOutput } from "./outputs/stream-output.js";
/** The real process. */
export function createProcessIo(process) {
    // Nobody is left to tell of a stderr that has failed.
    const stderr = createTerminal(process.stderr, () => { });
    return {
        cwd: process.cwd(),
        env: process.env,
        stdout: createTerminal(process.stdout, ({ message }) => {
            stderr.write(`stagewright: cannot write to stdout: ${message}\n`);
        }),
        stderr,
        host: process,
    };
}
function createTerminal(stream, onFailure) {
    // Of a file or a pipe both are undefined, whatever their types say.
    const { isTTY = false, columns } = stream;
    return Object.assign(createStreamOutput(stream, onFailure), { isTTY, columns });
}
