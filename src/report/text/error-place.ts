import { fileURLToPath } from "node:url";
import type { SerializedError } from "../../model/serialized-error.ts";

/** Where in the user's own code an error was made. */
export interface ErrorPlace {
  /** An absolute path. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

const FRAME = /^\s+at (?:.*\()?(?<file>(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):(?<line>\d+):\d+\)?$/;

/** The place of the first frame of an error's stack that is neither Node's nor a library's; undefined where there is none. */
export function errorPlace({ stack = "" }: SerializedError): ErrorPlace | undefined {
  for (const frame of stack.split("\n")) {
    const { file, line } = FRAME.exec(frame)?.groups ?? {};
    if (file === undefined || file.includes("/node_modules/")) continue;
    const path = file.startsWith("file://") ? fileURLToPath(file) : file;
    return { file: path.replace(/\?.*$/, ""), line: Number(line) };
  }
  return undefined;
}
