import type { EventEmitter } from "node:events";
import type { Output } from "./outputs/output.ts";

/** The process as the commands use it. */
export interface CliIo {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly host: HostProcess;
}

/** An output that a person may be looking at. */
export interface Terminal extends Output {
  readonly isTTY: boolean;
  /** Characters a line; undefined where nobody looks. */
  readonly columns: number | undefined;
}

/** What a run watches and replaces in its process while it lives. */
export interface HostProcess extends Pick<EventEmitter, "on" | "off"> {
  exit: (code?: number | string | null) => never;
}
