import { parse as parseYaml } from "yaml";
import { type CodeBlock, codeBlocks } from "./code-blocks.ts";
import { comparable } from "./comparable.ts";
import type { PageProject } from "./page-project.ts";

/** Languages whose blocks are code. Others are drawings, or what something writes. */
const LANGUAGES: ReadonlySet<string> = new Set(["ts", "js", "sh", "json", "yaml"]);

export function isCode({ language }: CodeBlock): boolean {
  return LANGUAGES.has(language);
}

/**
 * Does what a page says, from its first block to its last: writes its modules,
 * runs its commands, looks for what they are said to write.
 *
 * @throws {Error} with the block's place where the page is wrong.
 */
export async function runPage(page: string, project: PageProject): Promise<void> {
  let output = "";
  let idle: CodeBlock | undefined;
  for (const block of codeBlocks(page)) {
    if (block.language === "text") {
      if (output !== "") checkOutput(block, output);
      continue;
    }
    output = "";
    if (block.notRun !== undefined || !isCode(block)) continue;
    if (block.language === "sh") output = await runCommands(block, project);
    else await readCode(block, project);
    idle = block.path === undefined ? undefined : block;
  }
  if (idle !== undefined) throw new Error(`${idle.place}: no command that follows makes use of it`);
}

async function readCode({ place, language, path, text }: CodeBlock, project: PageProject): Promise<void> {
  if (path !== undefined) return project.write(path, text);
  if (language === "json") JSON.parse(text);
  else if (language === "yaml") parseYaml(text);
  else throw new Error(`${place}: name its file in the first line, or say above it why it is not run`);
}

/** Runs each line; a comment at its end can tell another exit code than 0. Resolves with all that was written. */
async function runCommands({ place, text }: CodeBlock, project: PageProject): Promise<string> {
  let written = "";
  for (const line of text.replaceAll("\\\n", " ").trim().split("\n")) {
    const { command, expected } = /^(?<command>.*?)(?:\s+# exit code (?<expected>\d+).*)?$/.exec(line)?.groups ?? {};
    if (command === undefined) continue;
    const { code, output } = await project.run(command);
    if (code !== Number(expected ?? 0)) throw new Error(`${place}: ${line}\nended with exit code ${code}:\n${output}`);
    written += output;
  }
  return written;
}

/** The lines of the block, in their order, are among those of the output. `…` stands for what is left out. */
function checkOutput({ place, text }: CodeBlock, output: string): void {
  const written = comparable(output);
  let from = 0;
  for (const line of comparable(text)) {
    if (line === "…" || line === "") continue;
    const found = written.findIndex((one, index) => index >= from && matches(one, line));
    if (found === -1) throw new Error(`${place}: there is no line\n  ${line}\nin what the command writes:\n${output}`);
    from = found + 1;
  }
}

function matches(written: string, told: string): boolean {
  return told.endsWith("…") ? written.startsWith(told.slice(0, -1)) : written === told;
}
