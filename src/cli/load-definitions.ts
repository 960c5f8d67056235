import { type LoadedFolder, loadFolder } from "../load/load-folder.ts";
import type { Problem } from "../model/problem.ts";
import { showValue } from "../util/show-value.ts";
import type { HostProcess } from "./cli-io.ts";
import { guardImport } from "./process/guard-import.ts";

/** Loads the stages of a folder. What their modules do to the process meanwhile is a problem of theirs. */
export async function loadDefinitions(folder: string, host: HostProcess): Promise<LoadedFolder> {
  const { result = endless(folder), strayed } = await guardImport(host, () => loadFolder(folder));
  const told = result.problems.map(({ message }) => message).join("\n");
  const untold = strayed.map(textOf).filter((text) => !told.includes(text));
  return { ...result, problems: [...result.problems, ...untold.map((text) => strayProblem(text, folder))] };
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : showValue(error);
}

function strayProblem(text: string, file: string): Problem {
  return { code: "bad-module", file, message: `A module threw in the background while it was imported: ${text}` };
}

function endless(file: string): LoadedFolder {
  const message = "Importing a module never ends: what it awaits at its top level cannot happen any more.";
  return { stages: [], problems: [{ code: "bad-module", file, message }], unloaded: [] };
}
