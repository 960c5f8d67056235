import { closeSync, fsyncSync, openSync, truncateSync } from "node:fs";
import { StagewrightError } from "../model/problem.ts";
import { writeAll } from "../util/write-all.ts";
import { neverBegan } from "./journal-reader.ts";

export interface JournalWriter {
  /** Takes one line; it is on its way to the disk at most one macrotask later. */
  append(line: string): void;
  /** Hands everything to the system now. */
  flush(): void;
  /** Flushes, syncs to the disk and closes. */
  close(): void;
}

export interface JournalWriterOptions {
  readonly path: string;
  /** Where a torn journal is cut off before it goes on, in bytes; undefined: a new file. */
  readonly continueAt: number | undefined;
  /** Called once when something fails; nothing is written after it. */
  readonly onError: (error: Error) => void;
}

/**
 * Opens a journal for appending, in a folder that is there.
 * @throws {StagewrightError} `journal-unwritable`, or `run-exists` where a new journal's file is there already.
 */
export function openJournal({ path, continueAt, onError }: JournalWriterOptions): JournalWriter {
  const file = openFile(path, continueAt);
  let state: "open" | "broken" | "closed" = "open";
  let lines: string[] = [];
  let scheduled: NodeJS.Immediate | undefined;

  const attempt = (action: () => void) => {
    try {
      action();
    } catch (error) {
      if (state !== "open") return;
      // Part of a line may be on the disk: anything after it would be garbage.
      state = "broken";
      onError(new Error(`Cannot write the journal ${path}: ${(error as Error).message}`, { cause: error }));
    }
  };

  const flush = () => {
    clearImmediate(scheduled);
    scheduled = undefined;
    if (lines.length === 0) return;
    const text = lines.join("");
    lines = [];
    if (state === "open") attempt(() => writeAll(file, text));
  };

  return {
    append: (line) => {
      lines.push(line, "\n");
      scheduled ??= setImmediate(flush);
    },
    flush,
    close: () => {
      flush();
      if (state === "open") attempt(() => fsyncSync(file));
      // Also where it broke, or the file would stay open for as long as the process lives.
      attempt(() => closeSync(file));
      state = "closed";
    },
  };
}

function openFile(path: string, continueAt: number | undefined): number {
  try {
    if (continueAt === undefined) return openSync(path, "ax");
    truncateSync(path, continueAt);
    return openSync(path, "a");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isTaken = code === "EEXIST" && continueAt === undefined;
    if (isTaken && neverBegan(path)) return openFile(path, 0);
    throw new StagewrightError(
      [
        isTaken
          ? { code: "run-exists", message: `There is a run with this id already: ${path}. Choose another id.` }
          : { code: "journal-unwritable", message: `Cannot write the journal ${path}: ${message}` },
      ],
      { cause: error },
    );
  }
}
