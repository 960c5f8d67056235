import type { RunEvent, RunEventOf } from "../../model/run-event.ts";
import type { View } from "../../model/view.ts";
import { type MarkedText, marked } from "../console/marked-text.ts";
import type { Palette } from "../console/palette.ts";
import { stageFinishedLines } from "../console/stage-lines.ts";
import type { ReporterContext } from "../reporter.ts";
import { cleanLine } from "../text/clean-text.ts";
import { listNames } from "../text/list-names.ts";
import { type CodeFrameOptions, codeFrame } from "./code-frame.ts";

/** What stands before a note. */
const INDENT = "  │ ".length;

/** A failure and what follows from it, which the events just after it tell. */
export interface FailureStory {
  /** True where the event belongs to the story: it need not be told again. */
  takes(event: RunEvent, view: View): boolean;
  lines(): readonly string[];
}

export interface FailureStoryOptions {
  readonly view: View;
  readonly palette: Palette;
  /** The newest lines of the stage. */
  readonly log: readonly string[];
  readonly readSource: ReporterContext["readSource"];
  /** What a line of the output can hold. */
  readonly columns: number;
}

export function createFailureStory(event: RunEventOf<"stage.finished">, options: FailureStoryOptions): FailureStory {
  const { view, palette, log, readSource, columns } = options;
  const [head, ...errors] = stageFinishedLines(event, view);
  const { startedAt } = view;
  const frames =
    readSource === undefined ? [] : framesOf(event, { readSource, startedAt, palette, columns: columns - INDENT });
  const skipped: string[] = [];
  const strong = palette.strong(cleanLine(event.stage));
  return {
    takes(next, { stages }) {
      if (next.type === "stage.ready") return true;
      if (next.type !== "stage.finished" || stages.get(next.stage)?.skip?.cause !== event.stage) return false;
      skipped.push(next.stage);
      return true;
    },
    lines() {
      const notes: readonly MarkedText[] = [
        ...errors,
        ...frames.map((line) => marked("note", line)),
        ...(log.length > 0
          ? [marked("note", "its last lines:"), ...log.map((line) => marked("note", `  ${line}`))]
          : []),
        ...(skipped.length > 0 ? [marked("skip", `skipped because of it: ${listNames(skipped)}`)] : []),
      ];
      return [
        ...(head === undefined ? [] : [palette.mark({ ...head, text: `${strong} ${head.text}` })]),
        ...notes.map((note) => `  ${palette.mark(note)}`),
      ];
    },
  };
}

function framesOf({ errors }: RunEventOf<"stage.finished">, options: CodeFrameOptions): readonly string[] {
  const [first] = errors ?? [];
  return first === undefined ? [] : codeFrame(first, options);
}
