import { accessSync, closeSync, constants, existsSync, openSync, realpathSync, statSync, unlinkSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Problem } from "../../model/problem.ts";
import { isSilent } from "../../report/reporters.ts";
import { joinWords } from "../../util/join-words.ts";
import type { ReporterRequest } from "../options/reporter-option.ts";

/** What would keep reports from being written, found before the run. Leaves no file behind. */
export function checkOutputs(requested: readonly ReporterRequest[], cwd: string): readonly Problem[] {
  const requests = requested.filter(({ name }) => !isSilent(name));
  return [...sharedOutputs(requests, cwd), ...requests.flatMap((request) => unwritableOutput(request, cwd))].map(
    (message) => ({ code: "bad-option", message }),
  );
}

function sharedOutputs(requests: readonly ReporterRequest[], cwd: string): readonly string[] {
  const paths = requests.map(({ file }) => file && resolve(cwd, file));
  const shared = new Set(paths.filter((path, index) => paths.indexOf(path) < index));
  return [...shared].map((path) => {
    const users = requests.filter((_, index) => paths[index] === path).map(asGiven);
    return `${joinWords(users)} would write into one another: give each ${path === undefined ? "but one a file" : "its own file"}`;
  });
}

function unwritableOutput(request: ReporterRequest, cwd: string): readonly string[] {
  if (request.file === undefined) return [];
  const path = resolve(cwd, request.file);
  try {
    probe(path);
    return [];
  } catch (error) {
    return [`${asGiven(request)}: cannot write ${request.file}: ${reasonOf(error, path)}`];
  }
}

function probe(path: string): void {
  const isNew = !existsSync(path);
  if (!isNew && !statSync(path).isFile()) {
    // Opening a named pipe would wait for its reader.
    if (statSync(path).isDirectory()) throw new Error("it is a folder");
    accessSync(path, constants.W_OK);
    return;
  }
  // Asking for permission alone would say yes to root on a read-only file system.
  closeSync(openSync(path, "a"));
  // The real path: of a link that dangled, the link stays.
  if (isNew) unlinkSync(realpathSync(path));
}

function reasonOf(error: unknown, path: string): string {
  if (!existsSync(dirname(path))) return `there is no folder ${dirname(path)}`;
  return error instanceof Error ? error.message : String(error);
}

function asGiven({ name, file }: ReporterRequest): string {
  return `--reporter ${name}${file === undefined ? "" : `=${file}`}`;
}
