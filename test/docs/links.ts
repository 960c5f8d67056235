/** A link in a page. */
export interface Link {
  readonly line: number;
  readonly target: string;
  /** What stands in quotes after the target. */
  readonly title: string | undefined;
}

/** The links of a page, but those in its blocks of code. */
export function linksOf(text: string): readonly Link[] {
  const prose = text.replaceAll(/^(`{3,}).*?^\1$/gms, (block) => block.replaceAll(/[^\n]/g, ""));
  return prose.split("\n").flatMap((row, index) =>
    [...row.matchAll(/\]\((?<target>[^\s)]+)(?: "(?<title>.*?)")?\)/g)].map(({ groups }) => ({
      line: index + 1,
      target: groups?.target ?? "",
      title: groups?.title,
    })),
  );
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (?<heading>.*)$/gm)].map(({ groups }) => groups?.heading ?? "");
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
}
