import { closeSync, openSync } from "node:fs";
import { writeAll } from "../../util/write-all.ts";
import type { HostProcess } from "../cli-io.ts";
import { onExit } from "../process/on-exit.ts";
import type { OnOutputFailure, Output } from "./output.ts";

/** Text waits for more of it as long, or until there is so much. */
const FLUSH_MS = 100;
const FLUSH_CHARS = 64 * 1024;

/** What becomes of what the file holds already. */
export type FileMode = "replace" | "append";

export interface FileOutputOptions {
  readonly onFailure: OnOutputFailure;
  /** When it exits, what still waits is written. */
  readonly host: Pick<HostProcess, "on" | "off">;
  /** Default: `"replace"`. */
  readonly mode?: FileMode;
}

/**
 * An output into a file, which the first text creates, and empties where it is to be replaced. Text is
 * written in batches, since a call of the system for each line would cost more
 * than the line; and synchronously, so that nothing is lost when the process
 * must go.
 *
 * @param path Absolute: a stage may change the working directory.
 */
export function createFileOutput(path: string, { onFailure, host, mode = "replace" }: FileOutputOptions): Output {
  let state: Output["state"] = "open";
  let descriptor: number | undefined;
  let waiting = "";
  let timer: NodeJS.Timeout | undefined;
  const attempt = (action: () => void) => {
    if (state === "failed") return;
    try {
      action();
    } catch (error) {
      state = "failed";
      onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting;
    waiting = "";
    if (text === "") return;
    attempt(() => {
      descriptor ??= openSync(path, mode === "replace" ? "w" : "a");
      writeAll(descriptor, text);
    });
  };
  const offExit = onExit(host, flush);
  return {
    get state() {
      return state;
    },
    write(text) {
      if (state === "failed") return;
      waiting += text;
      if (waiting.length >= FLUSH_CHARS) flush();
      else timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
    async finish() {
      flush();
      offExit();
      if (descriptor !== undefined) attempt(closeSync.bind(undefined, descriptor));
    },
  };
}
