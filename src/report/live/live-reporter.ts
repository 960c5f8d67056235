import { predictRemainingMs } from "../../model/predict-remaining.ts";
import type { RunEvent, RunEventOf } from "../../model/run-event.ts";
import type { View } from "../../model/view.ts";
import { eventLines } from "../console/event-lines.ts";
import type { MarkedText } from "../console/marked-text.ts";
import { createPalette } from "../console/palette.ts";
import { summaryLines } from "../console/summary.ts";
import type { ReporterFactory } from "../reporter.ts";
import { cleanLine } from "../text/clean-text.ts";
import { errorHead } from "../text/error-text.ts";
import { createFailureStory, type FailureStory } from "./failure-story.ts";
import { liveFrame } from "./live-frame.ts";
import { createScreen } from "./screen.ts";
import { StageLogs } from "./stage-logs.ts";

const NO_LINES: readonly string[] = [];
/** The width of what is no terminal. */
const UNBOUNDED = 200;
/** Of a larger plan the stages that pass are only counted. */
const MAX_TOLD_STAGES = 50;
/** The time that is left is asked for no more often: that takes a look at every stage. */
const PREDICTION_MS = 1_000;

/**
 * For a person at a terminal: what runs now in a picture that moves, above it
 * what stays: failures with their cause as they happen, ends, warnings. Where
 * the output is no terminal, or in a replay, only what stays.
 */
export const createLiveReporter: ReporterFactory = ({ output, color, unicode, terminal, readSource }) => {
  const palette = createPalette({ color, unicode });
  const screen = createScreen(output, terminal);
  const logs = new StageLogs();
  let story: FailureStory | undefined;
  let prediction: { readonly at: number; readonly endsAt: number | undefined } | undefined;

  const tellStory = () => {
    if (story === undefined) return;
    const lines = story.lines();
    story = undefined;
    screen.print(lines);
  };
  const linesOf = (event: RunEvent, view: View): readonly string[] => {
    if (!isWorthALine(event, view)) return NO_LINES;
    const lines = event.type === "stage.retrying" ? retryLines(event, view) : eventLines(event, view);
    if (lines.length === 0) return NO_LINES;
    const name = "stage" in event && event.stage !== undefined ? `${palette.strong(cleanLine(event.stage))} ` : "";
    return lines.map((line) => palette.mark({ ...line, text: `${name}${line.text}` }));
  };
  const remainingMs = (view: View, now: number) => {
    if (prediction === undefined || now - prediction.at >= PREDICTION_MS) {
      const remaining = predictRemainingMs(view, now);
      prediction = { at: now, endsAt: remaining === undefined ? undefined : now + remaining };
    }
    return prediction.endsAt === undefined ? undefined : Math.max(0, prediction.endsAt - now);
  };

  return {
    onEvent(event, view) {
      logs.keep(event);
      if (story?.takes(event, view) === true) return;
      if (event.type === "stage.finished" && event.status === "failed") {
        tellStory();
        story = createFailureStory(event, {
          view,
          palette,
          log: logs.take(event.stage),
          readSource,
          columns: terminal?.columns ?? UNBOUNDED,
        });
        return;
      }
      const lines = linesOf(event, view);
      if (lines.length === 0) return;
      tellStory();
      screen.print(lines);
    },
    onTick(view, now) {
      tellStory();
      const size = terminal ?? { columns: 0, rows: 0 };
      screen.draw(liveFrame(view, { size, now, palette, remainingMs: remainingMs(view, now) }));
    },
    aside: (write) => screen.aside(write),
    onEnd(view) {
      tellStory();
      screen.print(summaryLines(view, palette));
    },
  };
};

/** With the error, which is told nowhere else while the run lives. */
function retryLines(event: RunEventOf<"stage.retrying">, view: View): readonly MarkedText[] {
  const error = view.stages.get(event.stage)?.errors.at(-1);
  return eventLines(event, view).map((line) =>
    error === undefined ? line : { ...line, text: `${line.text}, after ${error.phase}: ${errorHead(error)}` },
  );
}

function isWorthALine(event: RunEvent, view: View): boolean {
  switch (event.type) {
    case "phase.started":
    case "phase.finished":
    case "stage.serving":
      return false;
    case "log":
      return event.stage === undefined;
    case "stage.finished":
      return isEndWorthALine(event, view);
    default:
      return true;
  }
}

function isEndWorthALine({ flaky }: RunEventOf<"stage.finished">, view: View): boolean {
  return flaky === true || view.stages.size <= MAX_TOLD_STAGES;
}
