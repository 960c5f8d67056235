import { fileURLToPath } from "node:url";
import type { SerializedError } from "../../model/serialized-error.ts";

/** Where in the user's own code an error was made. */
export interface ErrorPlace {
  /** An absolute path. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Parentheses in a path come in pairs; those that a frame has around it, or an `eval` inside of it, do not. */
const FRAME =
  /^\s+at (?:async )?(?:.*? \()?(?<file>(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])(?:[^()]|\([^()]*\))*?):(?<line>\d+):\d+\)?$/;

/** The place of the first frame of an error's stack that is neither Node's nor a library's; undefined where there is none. */
export function errorPlace({ stack = "" }: SerializedError): ErrorPlace | undefined {
  for (const frame of stack.split("\n")) {
    const { file, line } = FRAME.exec(frame)?.groups ?? {};
    if (file === undefined || file.includes("/node_modules/")) continue;
    const path = pathOf(file.replace(/\?.*$/, ""));
    if (path !== undefined) return { file: path, line: Number(line) };
  }
  return undefined;
}

/** Undefined where it is none: a stack is text that anybody can write. */
function pathOf(file: string): string | undefined {
  if (!file.startsWith("file://")) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return undefined;
  }
}
