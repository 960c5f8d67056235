import { expect, it } from "vitest";
import { consolePage, WIDTHS } from "../../scripts/console/page.ts";
import { type ConsoleScreens, captureConsole } from "../../scripts/console/screens.ts";
import { readPage } from "../docs/code-blocks.ts";
import { comparable } from "../docs/comparable.ts";

/** A page without what differs from run to run. */
function shapeOf(page: string): readonly string[] {
  const lines = comparable(page.replaceAll(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, "<spinner>"));
  // Which stages were slow enough to be told is a matter of the machine.
  return lines.filter((line) => !line.startsWith("│ <time>"));
}

it("shows the live console as it is (else: npm run docs:console)", { timeout: 60_000 }, async () => {
  const captured = await Promise.all(
    WIDTHS.map(async (columns): Promise<[number, ConsoleScreens]> => [columns, await captureConsole(columns)]),
  );
  expect(shapeOf(readPage("docs/live-console.md"))).toEqual(shapeOf(consolePage(new Map(captured))));
});
