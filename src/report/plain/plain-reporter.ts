import type { RunEvent } from "../../model/run-event.ts";
import type { View } from "../../model/view.ts";
import { eventLines } from "../console/event-lines.ts";
import { createPalette, type Palette } from "../console/palette.ts";
import { summaryLines } from "../console/summary.ts";
import type { ReporterFactory } from "../reporter.ts";
import { cleanLine } from "../text/clean-text.ts";
import { elapsedText } from "../text/duration-text.ts";

/** The column of names grows no wider; longer names are written out all the same. */
const MAX_NAME_WIDTH = 24;

/** Lines for people and for the logs of CI: one for each event that is worth it, then a summary. */
export const createPlainReporter: ReporterFactory = ({ output, color, unicode }) => {
  const palette = createPalette({ color, unicode });
  let nameWidth: number | undefined;
  return {
    onEvent(event, view) {
      const lines = eventLines(event, view);
      if (lines.length === 0) return;
      nameWidth ??= widthOfNames(view);
      const prefix = prefixOf(event, { view, palette, nameWidth });
      output.write(lines.map((line) => `${prefix}${palette.mark(line)}\n`).join(""));
    },
    onEnd: (view) =>
      output.write(
        summaryLines(view, palette)
          .map((line) => `${line}\n`)
          .join(""),
      ),
  };
};

/** Every line begins with it, so that no line of a user's can pass for one of ours or for a command to the CI system. */
function prefixOf(
  event: RunEvent,
  { view, palette, nameWidth }: { readonly view: View; readonly palette: Palette; readonly nameWidth: number },
): string {
  const name = "stage" in event && event.stage !== undefined ? cleanLine(event.stage) : "";
  return `${palette.faint(elapsedText(event.at - view.startedAt))}  ${name.padEnd(nameWidth)}  `;
}

function widthOfNames(view: View): number {
  let width = 0;
  for (const name of view.stages.keys()) width = Math.max(width, cleanLine(name).length);
  return Math.min(width, MAX_NAME_WIDTH);
}
