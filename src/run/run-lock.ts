import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { kill, pid } from "node:process";
import { StagewrightError } from "../model/problem.ts";

/** Locks that this process holds: its own pid in a lock file means nothing else. */
const held = new Set<string>();

/**
 * Locks a run id while the run lives, by a file beside its journal that names
 * the process. A lock whose process is gone is taken over.
 * @returns a function that unlocks.
 * @throws {StagewrightError} `run-locked`, or `journal-unwritable`.
 */
export function lockRun(path: string, runId: string): () => void {
  if (held.has(path)) throw locked(path, runId, `process ${pid}`);
  if (!tryCreate(path)) {
    const owner = readOwner(path);
    if (owner !== undefined && isAlive(owner)) throw locked(path, runId, `process ${owner.pid} on ${owner.host}`);
    rmSync(path, { force: true });
    if (!tryCreate(path)) throw locked(path, runId, "another process");
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

interface Owner {
  readonly pid: number;
  readonly host: string;
}

function tryCreate(path: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw unwritable(path, error);
  }
  try {
    const file = openSync(path, "wx");
    writeSync(file, JSON.stringify({ pid, host: hostname() }));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause: unknown): StagewrightError {
  const message = `Cannot write ${path}: ${(cause as Error).message}`;
  return new StagewrightError([{ code: "journal-unwritable", message }], { cause });
}

/** Undefined where the file is gone or was cut off as it was written. */
function readOwner(path: string): Owner | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof owner === "object" && owner !== null && "pid" in owner && "host" in owner
      ? { pid: Number(owner.pid), host: String(owner.host) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** On another machine nobody can tell, so its lock holds. */
function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  if (owner.pid === pid) return false;
  try {
    kill(owner.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function locked(path: string, runId: string, owner: string): StagewrightError {
  return new StagewrightError([
    {
      code: "run-locked",
      message: `Run ${runId} is alive: ${owner} holds ${path}. Wait for it, or delete that file if it is not so.`,
    },
  ]);
}
