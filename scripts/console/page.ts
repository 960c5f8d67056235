import type { Mark } from "../../src/report/console/marked-text.ts";
import { createPalette } from "../../src/report/console/palette.ts";
import { table } from "../reference/table.ts";
import type { ConsoleScreens } from "./screens.ts";

/** What each sign of the console stands for. */
const MEANINGS: Readonly<Record<Mark, string>> = {
  begin: "something begins",
  pass: "passed",
  fail: "failed",
  skip: "skipped, and why",
  warn: "to be looked at, but the run does not fail with it",
  retry: "is tried again",
  serve: "kept up for others",
  note: "what belongs to the line above, and what stages say",
};

/** The widths of terminals that are shown, in columns. */
export const WIDTHS = [80, 120] as const;

/** The text of `docs/live-console.md`. */
export function consolePage(screens: ReadonlyMap<number, ConsoleScreens>): string {
  const palette = createPalette({ color: false, unicode: true });
  const signs = Object.entries(MEANINGS).map(([mark, meaning]) => [
    palette.mark({ mark: mark as Mark, text: "" }),
    meaning,
  ]);
  const sections = [...screens].map(
    ([columns, { during, after }]) => `## ${columns} columns

While it runs:

${screenBlock(during)}

When it is over:

${screenBlock(after)}
`,
  );
  return `# The live console

<!-- Captured from the command line in a pseudo-terminal by \`npm run docs:console\`: do not edit. -->

At a terminal, \`stagewright run\` shows what runs now in a picture that moves, and above it what stays: failures with their cause, what was skipped because of them, retries, ends. When the run is over the picture is gone, and a summary says what failed, what to look at, what was torn down and where the time went.

- In CI (where \`CI\` is set), with \`TERM=dumb\`, or where stdout is no terminal, it is \`plain\` instead: a line for each event. \`--reporter plain\` asks for that, \`--reporter live\` for this.
- What stages write to stdout and stderr is in their logs: the newest line stands beside the stage, the last ten are told where it fails.
- Of more than 50 stages those that pass are only counted. The picture has at most 16 of them, and less where the terminal is not high enough.
- How long the run will still take is told where past runs, or \`estimate\`, say how long stages take.
- \`NO_COLOR\` leaves the colours out, \`FORCE_COLOR\` puts them in. A terminal that knows no Unicode, such as the console of Linux (\`TERM=linux\`), gets signs of ASCII.

${table(["sign", "meaning"], signs)}

The screens below are of a small shop: \`import-orders\` passes on its second attempt, \`prices\` fails, \`publish-prices\` and \`newsletter\` are skipped because of it, \`database\` is kept up for all of them.

${sections.join("\n")}`;
}

function screenBlock(screen: string): string {
  return `\`\`\`text\n${screen}\n\`\`\``;
}
