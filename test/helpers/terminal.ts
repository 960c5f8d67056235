import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import xterm from "@xterm/headless";

/** The command line in a terminal of its own, as a person sees it. */
export interface TerminalSession {
  /** Resolves with what is on the screen and has scrolled off it, once it passes the test. */
  shows(test: (screen: string) => boolean): Promise<string>;
  /** Sends keys. */
  type(keys: string): void;
  /** The exit code, and all that was shown when the process had ended. */
  kill(): void;
  readonly end: Promise<{ readonly code: number | null; readonly screen: string }>;
}

export interface TerminalOptions {
  readonly cwd: string;
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
}

const MAIN = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Starts `stagewright` in a pseudo-terminal, which `script` makes, and draws what it writes with a terminal emulator. */
export function startInTerminal(args: readonly string[], options: TerminalOptions): TerminalSession {
  const { cwd, columns, rows, env = {} } = options;
  const command = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(" ");
  const { NO_COLOR: _no, FORCE_COLOR: _force, CI: _ci, ...inherited } = process.env;
  const child = spawn("script", ["-qfec", `stty cols ${columns} rows ${rows}; ${command}`, "/dev/null"], {
    cwd,
    env: { ...inherited, TERM: "xterm-256color", SHELL: "/bin/sh", ...env },
  });
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  const listeners = new Set<() => void>();
  child.stdout.on("data", (bytes: Buffer) => {
    terminal.write(bytes, () => {
      for (const listener of listeners) listener();
    });
  });
  const read = () => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
    return `${lines.join("\n").trimEnd()}\n`;
  };
  const end = once(child, "close").then(async ([code]) => {
    await new Promise<void>((resolve) => terminal.write("", resolve));
    return { code: code as number | null, screen: read() };
  });
  return {
    shows: (test) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const screen = read();
          if (!test(screen)) return;
          listeners.delete(look);
          resolve(screen);
        };
        listeners.add(look);
        look();
        end.then(({ screen }) => reject(new Error(`The process ended first:\n${screen}`)));
      }),
    kill: () => void child.kill("SIGKILL"),
    type: (keys) => void child.stdin.write(keys),
    end,
  };
}
