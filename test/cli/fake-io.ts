import { EventEmitter } from "node:events";
import type { CliIo, HostProcess, Terminal } from "../../src/cli/cli-io.ts";

/** A process that a test looks into. */
export interface FakeIo extends CliIo {
  readonly stdout: FakeTerminal;
  readonly stderr: FakeTerminal;
  readonly host: HostProcess & EventEmitter;
}

export interface FakeTerminal extends Terminal {
  /** All that was written. */
  readonly text: string;
  state: Terminal["state"];
}

export function createFakeIo(options: Partial<Pick<CliIo, "cwd" | "env">> & { readonly isTTY?: boolean } = {}): FakeIo {
  const { cwd = "/nowhere", env = {}, isTTY = false } = options;
  const exit = (code?: number | string | null): never => {
    throw new Error(`The process ended with ${code}`);
  };
  return {
    cwd,
    env,
    stdout: createTerminal(isTTY),
    stderr: createTerminal(isTTY),
    unicode: true,
    host: Object.assign(new EventEmitter(), { exit, stdout: { write: () => true }, stderr: { write: () => true } }),
  };
}

function createTerminal(isTTY: boolean): FakeTerminal {
  let written = "";
  return {
    isTTY,
    columns: isTTY ? 80 : undefined,
    rows: isTTY ? 24 : undefined,
    state: "open",
    get text() {
      return written;
    },
    write(text) {
      written += text;
    },
    finish: async () => {},
  };
}
