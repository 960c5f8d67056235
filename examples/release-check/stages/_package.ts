/** The package that is checked: the one beside the stages, or that in the folder PACKAGE. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const FOLDER = process.env.PACKAGE ?? fileURLToPath(new URL("../package", import.meta.url));

export function readText(file: string): Promise<string> {
  return readFile(join(FOLDER, file), "utf8");
}

export async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readText(file));
}
