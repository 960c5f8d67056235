/** What a page of the reference begins with. */
export function pageHead(title: string, introduction: string): string {
  return `# ${title}\n\n<!-- Made from the code by \`npm run docs:reference\`: do not edit. -->\n\n${introduction}\n`;
}

/** A table; the cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`.replaceAll(/ +\|/g, " |");
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text of code in a cell. */
export function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
