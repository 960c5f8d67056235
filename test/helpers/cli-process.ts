import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The built program. */
export const MAIN = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** How a process ended. */
export interface CliEnd {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a real process, whose text a test can wait for. */
export interface CliProcess {
  readonly process: ChildProcess;
  /** Resolves once the text is in stdout or stderr; rejects when the process ends without it. */
  sees(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly end: Promise<CliEnd>;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `stagewright` with these arguments. Whatever becomes of the test, the process ends with it. */
export function startCli(args: readonly string[], { cwd, env = {} }: CliOptions): CliProcess {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...inherited, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const end = once(child, "close").then(([code]): CliEnd => ({ code, stdout, stderr }));
  return {
    process: child,
    async sees(text) {
      while (!`${stdout}${stderr}`.includes(text)) {
        const news = await Promise.race([once(child.stdout, "data"), once(child.stderr, "data"), end]);
        if ("code" in news) throw new Error(`The process ended without "${text}":\n${stdout}\n${stderr}`);
      }
    },
    kill: (signal) => void child.kill(signal),
    end,
  };
}

/** Runs `stagewright` to its end. */
export function runCli(args: readonly string[], options: CliOptions): Promise<CliEnd> {
  return startCli(args, options).end;
}
