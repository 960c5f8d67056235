import { cleanLine } from "../text/clean-text.ts";

/** Text of users on one line that Markdown shows as it is, also in a cell of a table or at the beginning of a block. */
export function escapeMarkdown(text: string): string {
  return cleanLine(text)
    .replace(/[\\`*_{}[\]<>|#~&!@]/g, "\\$&")
    .replace(LIST_ITEM, "\\$&")
    .replaceAll("$", DOLLAR);
}

const LIST_ITEM = /^[-+](?= )|(?<=^\d{1,9})[.)](?= )/;
/** GitHub shows what is between two dollars as a formula, and knows no backslash before them. */
const DOLLAR = "<span>$$</span>";

/** Lines in a fence that nothing in them can end. */
export function fenced(lines: readonly string[], language = ""): string {
  const runs = lines.join("\n").match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

/** A table; the cells are Markdown already. `---:` aligns a column to the right. */
export function markdownTable(
  head: readonly string[],
  aligns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(aligns), ...rows.map(line)].join("\n");
}
