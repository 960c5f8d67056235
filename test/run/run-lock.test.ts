import { linkSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { pid, ppid } from "node:process";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lockRun } from "../../src/run/run-lock.ts";
import { writeTempFolder } from "../helpers/temp-folder.ts";

vi.mock("node:fs", { spy: true });

/** No process has this id. */
const GONE = 2 ** 22 + 1;

let path: string;
beforeEach(async () => {
  path = join(await writeTempFolder({}), "r.lock");
});
afterEach(() => {
  vi.restoreAllMocks();
});

const lock = () => lockRun(path, "r");
const leave = (file: string, owner: { readonly pid: number; readonly host?: string }) =>
  writeFileSync(file, JSON.stringify({ host: hostname(), ...owner }));
const filesLeft = () => readdirSync(dirname(path));
const cannotLink = (code: string) => () => {
  throw Object.assign(new Error(`${code}: link`), { code });
};

test("a lock is there until it is given back, and nothing else is", () => {
  const unlock = lock();
  expect(filesLeft()).toEqual(["r.lock"]);
  expect(lock).toThrow(`Run r is alive: process ${pid} holds`);
  unlock();
  expect(filesLeft()).toEqual([]);
});

test("the lock of a process that lives is refused, and so is that of another machine", () => {
  leave(path, { pid: ppid });
  expect(lock).toThrow(`process ${ppid} on ${hostname()}`);
  leave(path, { pid: GONE, host: "elsewhere" });
  expect(lock).toThrow(`process ${GONE} on elsewhere`);
});

test.each([
  ["a process that is gone", { pid: GONE }],
  ["an earlier process that had our id", { pid }],
  ["a process that died as it wrote it", { pid: "half a na" as unknown as number }],
])("the lock of %s is taken over", (_, owner) => {
  leave(path, owner);
  leave(`${path}.claim-1-dead`, { pid: GONE });
  const unlock = lock();
  expect(filesLeft()).toEqual(["r.lock"]);
  unlock();
});

test("a lock that is left over is not taken while another process claims it", () => {
  const wait = vi.spyOn(Atomics, "wait").mockReturnValue("timed-out");
  leave(path, { pid: GONE });
  leave(`${path}.claim-1-alive`, { pid: ppid });
  expect(lock).toThrow("another process");
  expect(wait).toHaveBeenCalledTimes(100);
  expect(filesLeft()).toEqual(["r.lock", "r.lock.claim-1-alive"]);
});

test("where the file system has no links, the lock is written at once", () => {
  vi.mocked(linkSync).mockImplementation(cannotLink("EPERM"));
  const unlock = lock();
  expect(filesLeft()).toEqual(["r.lock"]);
  unlock();
  leave(path, { pid: ppid });
  expect(lock).toThrow(`process ${ppid}`);
});

test("a disk that fails is told with the path", () => {
  vi.mocked(linkSync).mockImplementation(cannotLink("EIO"));
  expect(lock).toThrow(expect.objectContaining({ code: "journal-unwritable" }));
  expect(lock).toThrow(`Cannot write ${path}: EIO`);
});

test("a folder in the place of a lock is told, and left as it is", () => {
  mkdirSync(path);
  expect(lock).toThrow(`Cannot write ${path}`);
  expect(filesLeft()).toEqual(["r.lock"]);
});
