import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pid } from "node:process";
import { StagewrightError } from "../model/problem.ts";
import { makeFolder } from "../util/make-folder.ts";
import { readLock, tryCreateLock, uniqueName } from "./lock-file.ts";

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
  const holder = tryLock(path);
  if (holder !== undefined) throw locked(path, runId, holder);
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** Undefined where the lock is ours now; else who holds it. */
function tryLock(path: string): string | undefined {
  try {
    makeFolder(dirname(path));
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (tryCreateLock(path)) return undefined;
      const lock = readLock(path);
      if (lock.state === "held") return `process ${lock.owner.pid} on ${lock.owner.host}`;
      if (lock.state === "left over" && removeLeftOver(path) === "contended") pause(Math.random() * MAX_PAUSE_MS);
    }
    return "another process";
  } catch (error) {
    const message = `Cannot write ${path}: ${(error as Error).message}`;
    throw new StagewrightError([{ code: "journal-unwritable", message }], { cause: error });
  }
}

const MAX_TRIES = 100;
const MAX_PAUSE_MS = 10;

/**
 * Removes a lock whose process is gone. Whoever wants to says so first by a
 * claim, and then looks for other claims: of two at least one sees the other's
 * and waits, so that nobody removes a lock that has been replaced already.
 */
function removeLeftOver(path: string): "removed" | "contended" {
  const claims = `${path}.claim-`;
  const claim = uniqueName(claims);
  tryCreateLock(claim);
  try {
    if (otherClaims(claims, claim).some(isHeld)) return "contended";
    if (readLock(path).state === "left over") rmSync(path, { force: true });
    return "removed";
  } finally {
    rmSync(claim, { force: true });
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function otherClaims(claims: string, own: string): readonly string[] {
  const folder = dirname(claims);
  const paths = readdirSync(folder)
    .filter((name) => name.startsWith(basename(claims)))
    .map((name) => join(folder, name));
  return paths.filter((path) => path !== own);
}

function isHeld(claim: string): boolean {
  const { state } = readLock(claim);
  if (state === "left over") rmSync(claim, { force: true });
  return state === "held";
}

function locked(path: string, runId: string, owner: string): StagewrightError {
  return new StagewrightError([
    {
      code: "run-locked",
      message: `Run ${runId} is alive: ${owner} holds ${path}. Wait for it, or delete that file if it is not so.`,
    },
  ]);
}
