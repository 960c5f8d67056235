import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** How a process ended. */
export interface ExampleEnd {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  /** All lines of stdout and stderr, as they came. */
  readonly lines: readonly string[];
}

/** An example as a real process, whose lines a test can wait for. */
export interface ExampleProcess {
  readonly process: ChildProcess;
  /** Resolves with the groups of the first line that matches; rejects when the process ends without it. */
  sees(pattern: RegExp): Promise<readonly string[]>;
  readonly end: Promise<ExampleEnd>;
}

/** Starts a program of `examples/`. Whatever becomes of the test, the process ends with it. */
export function startExample(path: string, env: Readonly<Record<string, string>> = {}): ExampleProcess {
  return startNode(["node_modules/jiti/lib/jiti-cli.mjs", `examples/${path}`], env);
}

/** Starts Node with these arguments, in the root of the repository. */
export function startNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): ExampleProcess {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...ownEnvironment(), ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  const keep = (line: string) => lines.push(line);
  const readers = [child.stdout, child.stderr].map((input) => createInterface({ input }).on("line", keep));
  const end = once(child, "close").then(([code]): ExampleEnd => ({ code, lines }));
  return {
    process: child,
    async sees(pattern) {
      for (;;) {
        for (const line of lines) {
          const match = pattern.exec(line);
          if (match !== null) return match.slice(1);
        }
        const news = await Promise.race([...readers.map((reader) => once(reader, "line")), end]);
        if ("code" in news) throw new Error(`The process ended without ${pattern}:\n${lines.join("\n")}`);
      }
    },
    end,
  };
}

/** What the tests run in, without what only Vitest and npm have put there. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|npm_)/.test(name)));
}
