import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
/** The built program. */
export const MAIN = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
/** Starts `stagewright` with these arguments. Whatever becomes of the test, the process ends with it. */
export function startCli(args, { cwd, env = {} }) {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
    const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...inherited, ...env } });
    onTestFinished(() => void child.kill("SIGKILL"));
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
        stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
        stderr += text;
    });
    const end = once(child, "close").then(([code]) => ({ code, stdout, stderr }));
    return {
        process: child,
        async sees(text) {
            while (!`${stdout}${stderr}`.includes(text)) {
                const news = await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), end]);
                if ("code" in news)
                    throw new Error(`The process ended without "${text}":\n${stdout}\n${stderr}`);
            }
        },
        kill: (signal) => void child.kill(signal),
        end,
    };
}
/** Runs `stagewright` to its end. */
export function runCli(args, options) {
    return startCli(args, options).end;
}
