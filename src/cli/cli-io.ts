import type { EventEmitter } from "node:events";
import type { Writable } from "node:stream";
import type { Output } from "./outputs/output.ts";

/** The process as the commands use it. */
export interface CliIo {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** Whether the terminal shows signs beyond ASCII. */
  readonly unicode: boolean;
  readonly host: HostProcess;
}

/** An output that a person may be looking at. */
export interface Terminal extends Output {
  readonly isTTY: boolean;
  /** Characters a line; undefined where nobody looks. Changes when the window does. */
  readonly columns: number | undefined;
  /** Lines at a time; undefined where nobody looks. */
  readonly rows: number | undefined;
}

/** What a run watches and replaces in its process while it lives. */
export interface HostProcess extends Pick<EventEmitter, "on" | "off"> {
  exit: (code?: number | string | null) => never;
  readonly stdout: HostStream;
  readonly stderr: HostStream;
}

/** A stream that user code writes to as well. */
export interface HostStream {
  write: Writable["write"];
}
