import type { RunEvent } from "../../model/run-event.ts";
import type { View } from "../../model/view.ts";
import { elapsedText } from "../../util/duration-text.ts";
import { eventLines } from "../console/event-lines.ts";
import { createPalette, type Palette } from "../console/palette.ts";
import { summaryLines } from "../console/summary.ts";
import type { ReporterFactory } from "../reporter.ts";
import { breakCommands } from "../text/break-commands.ts";
import { cleanLine } from "../text/clean-text.ts";
import { lineWidth } from "../text/line-width.ts";

/** The column of names grows no wider; longer names are written out all the same. */
const MAX_NAME_WIDTH = 24;

/** Lines for people and for the logs of CI: one for each event that is worth it, then a summary. */
export const createPlainReporter: ReporterFactory = ({ output, color, unicode }) => {
  const palette = createPalette({ color, unicode });
  let prefixOf: ((event: RunEvent, view: View) => string) | undefined;
  return {
    onEvent(event, view) {
      const lines = eventLines(event, view);
      if (lines.length === 0) return;
      prefixOf ??= createPrefixes(view, palette);
      const prefix = prefixOf(event, view);
      let text = "";
      for (const line of lines) text += `${prefix}${palette.mark(line)}\n`;
      output.write(breakCommands(text));
    },
    onEnd(view) {
      const lines = summaryLines(view, palette).map((line) => `${line}\n`);
      output.write(breakCommands(lines.join("")));
    },
  };
};

/**
 * Every line begins with time and name, so that no line of a user's can pass for
 * one of ours or for a command to the CI system. Names are padded once, and times
 * written once for all events of the same moment: there are many lines.
 */
function createPrefixes(view: View, palette: Palette): (event: RunEvent, view: View) => string {
  const names = new Map<string | undefined, string>();
  const cleanNames = [...view.stages.keys()].map((name) => {
    const clean = cleanLine(name);
    return { name, clean, columns: lineWidth(clean) };
  });
  const width = cleanNames.reduce((most, { columns }) => Math.min(MAX_NAME_WIDTH, Math.max(most, columns)), 0);
  for (const { name, clean, columns } of cleanNames) {
    names.set(name, `  ${clean}${" ".repeat(Math.max(0, width - columns))}  `);
  }
  const noName = `  ${" ".repeat(width)}  `;
  let time = { at: Number.NaN, text: "" };
  return (event, { startedAt }) => {
    if (event.at !== time.at) time = { at: event.at, text: palette.faint(elapsedText(event.at - startedAt)) };
    const name = "stage" in event ? event.stage : undefined;
    return time.text + (names.get(name) ?? noName);
  };
}
