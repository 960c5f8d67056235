import { EventEmitter } from "node:events";
export function createFakeIo(options = {}) {
    const { cwd = "/nowhere", env = {}, isTTY = false } = options;
    const exit = (code) => {
        throw new Error(`The process ended with ${code}`);
    };
    return {
        cwd,
        env,
        stdout: createTerminal(isTTY),
        stderr: createTerminal(isTTY),
        host: Object.assign(new EventEmitter(), { exit }),
    };
}
function createTerminal(isTTY) {
    let written = "";
    return {
        isTTY,
        columns: isTTY ? 80 : undefined,
        state: "open",
        get text() {
            return written;
        },
        write(text) {
            written += text;
        },
        finish: async () => { },
    };
}
