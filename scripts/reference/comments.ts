import { readFileSync } from "node:fs";

/** A line of source that declares something, with the doc comment above it. */
export interface Declaration {
  /** What it is declared in, and its own name last: `["runEventSchema", "run.started", "selection"]`. */
  readonly path: readonly string[];
  /** The line, without what ends it. */
  readonly code: string;
  /** The text of the comment, up to its first tag; undefined where there is none. */
  readonly comment: string | undefined;
}

/**
 * The declarations of a file of `src`. It knows of TypeScript only how the
 * formatter lays it out: what is declared in something else is indented deeper.
 */
export function declarationsOf(file: string): readonly Declaration[] {
  const source = readFileSync(new URL(`../../src/${file}`, import.meta.url), "utf8");
  const declarations: Declaration[] = [];
  const above: { readonly indent: number; readonly name: string }[] = [];
  let comment: string | undefined;
  for (const [part, block] of source.matchAll(/^ *\/\*\*(.*?)\*\/\n|^[^\n]*\n/gms)) {
    if (block !== undefined) {
      comment = textOf(block);
      continue;
    }
    const code = part.trim();
    // A remark to the linter may stand between the comment and what it is about.
    if (code === "" || code.startsWith("//")) continue;
    const name = nameOf(code);
    if (name !== undefined) {
      const indent = part.search(/\S/);
      while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
      above.push({ indent, name });
      declarations.push({ path: above.map((one) => one.name), code: code.replace(/[,;{([]+$/, ""), comment });
    }
    comment = undefined;
  }
  return declarations;
}

/** The doc comments of a file by the paths of what they are about, joined by spaces. */
export function commentsOf(file: string): ReadonlyMap<string, string> {
  return new Map(
    declarationsOf(file).flatMap(({ path, comment }) => (comment === undefined ? [] : [[path.join(" "), comment]])),
  );
}

/** What is declared directly in something, such as the members of an interface. */
export function membersOf(file: string, parent: string): readonly Declaration[] {
  return declarationsOf(file).filter(({ path }) => path.length === 2 && path[0] === parent);
}

const NAMES = [
  /^(?:export )?(?:const|interface|type|function|class) (?<name>\w+)/,
  /^event\("(?<name>[\w.]+)"/,
  /^"(?<name>[\w-]+)",$/,
  /^(?:readonly |get )*(?<name>\w+)(?:<\w+>)?\??[:(]/,
];

function nameOf(code: string): string | undefined {
  for (const pattern of NAMES) {
    const name = pattern.exec(code)?.groups?.name;
    if (name !== undefined) return name;
  }
  return undefined;
}

function textOf(block: string): string {
  const lines = block.split("\n").map((line) => line.trim().replace(/^\*\s?/, ""));
  const end = lines.findIndex((line) => line.startsWith("@"));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .join("\n")
    .trim()
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/\n+/g, " ");
}
