import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A fenced block of code in a page. Blocks within HTML comments count: readers do not see them, but they are run. */
export interface CodeBlock {
  /** The page and the line of the fence, for messages. */
  readonly place: string;
  /** What stands after the fence; empty where nothing does. */
  readonly language: string;
  readonly text: string;
  /** Of a module: the path in the comment that is its first line. */
  readonly path: string | undefined;
  /** Why it is not run: the reason in a comment `<!-- not run: … -->` on the line above it. */
  readonly notRun: string | undefined;
}

/** The pages whose code is run, by their paths in the repository. */
export function listPages(): readonly string[] {
  const names = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" });
  const pages = names.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
  return ["README.md", ...pages.toSorted()];
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), "utf8");
}

/** The blocks of a page in their order. */
export function codeBlocks(page: string, text = readPage(page)): readonly CodeBlock[] {
  const lines = text.split("\n");
  const blocks: CodeBlock[] = [];
  for (let row = 0; row < lines.length; row += 1) {
    const { fence, language } = /^(?<fence>`{3,})(?<language>\w*)$/.exec(lines[row] ?? "")?.groups ?? {};
    if (fence === undefined || language === undefined) continue;
    const end = lines.indexOf(fence, row + 1);
    if (end === -1) throw new Error(`${page}:${row + 1}: the block has no end`);
    const body = lines.slice(row + 1, end);
    blocks.push({
      place: `${page}:${row + 1}`,
      language,
      text: body.map((line) => `${line}\n`).join(""),
      path: /^\/\/ (?<path>[\w./-]+\.\w+)(?::.*)?$/.exec(body[0] ?? "")?.groups?.path,
      notRun: /^<!-- not run: (?<reason>.+) -->$/.exec(lines[row - 1] ?? "")?.groups?.reason,
    });
    row = end;
  }
  return blocks;
}
