/** A table in Markdown; the first column is text, the others are numbers. */
export function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const ruler = head.map((_, column) => (column === 0 ? "---" : "--:"));
  return [head, ruler, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A ratio with as many digits as it deserves. */
export function showRatio(ratio: number | undefined): string {
  if (ratio === undefined) return "–";
  return `${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)}×`;
}
