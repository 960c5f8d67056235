import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import { isServing, openPhase, type StageView, type View } from "../../model/view.ts";
import { durationText, elapsedText } from "../../util/duration-text.ts";
import type { Palette } from "../console/palette.ts";
import type { TerminalSize } from "../reporter.ts";
import { cleanLine } from "../text/clean-text.ts";
import { progressBar } from "./progress-bar.ts";

export interface FrameOptions {
  readonly size: TerminalSize;
  /** Epoch ms. */
  readonly now: number;
  /** How long the run is expected to go on; undefined where nothing is known of it. */
  readonly remainingMs: number | undefined;
  readonly palette: Palette;
}

const MAX_NAME_WIDTH = 24;
const MAX_BAR_WIDTH = 30;
/** A taller list is not read. */
const MAX_STAGES = 16;
/** What a frame has beside the list of stages, and a line for the cursor. */
const OTHER_ROWS = 6;
const SPINNERS = { unicode: "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", ascii: "-\\|/" };
const SPINNER_STEP_MS = 100;

/**
 * The moving picture below what has been told: a line for each stage that is
 * active, those that serve, the progress of the run. No line is longer than the
 * terminal is wide, and there are fewer than it is high.
 */
export function liveFrame(view: View, options: FrameOptions): readonly string[] {
  const { size, palette } = options;
  const lines = [
    "",
    ...stageLines(view, options),
    ...serviceLine(view, palette),
    progressLine(view, options),
    ...countsLine(view),
  ];
  return lines.map((line) => cut(palette.text(line), size.columns - 1, palette));
}

/** The line in so many columns, in signs that the console knows. */
function cut(line: string, columns: number, palette: Palette): string {
  return cliTruncate(line, columns, { truncationCharacter: palette.text("…") });
}

function stageLines(view: View, options: FrameOptions): readonly string[] {
  const { palette, size } = options;
  const active = [...view.stages.values()].filter((stage) => isActive(stage)).toSorted(byBeginning);
  const room = Math.max(1, Math.min(MAX_STAGES, size.rows - OTHER_ROWS));
  const shown = active.length > room ? active.slice(0, room - 1) : active;
  const nameWidth = Math.min(MAX_NAME_WIDTH, Math.max(0, ...shown.map((stage) => stringWidth(nameOf(stage, palette)))));
  const left = active.length - shown.length;
  return [
    ...shown.map((stage) => stageLine(stage, { ...options, nameWidth })),
    ...(left > 0 ? [palette.faint(`  … and ${left} more`)] : []),
  ];
}

/** In a phase, or waiting to be tried again. */
function isActive(stage: StageView): boolean {
  return openPhase(stage) !== undefined || stage.retryAt !== undefined;
}

function byBeginning(a: StageView, b: StageView): number {
  return (a.startedAt ?? 0) - (b.startedAt ?? 0);
}

/** As the console will show it: a sign may take more columns in ASCII. */
function nameOf(stage: StageView, palette: Palette): string {
  return palette.text(cleanLine(stage.description.name));
}

function stageLine(
  stage: StageView,
  { nameWidth, now, palette }: FrameOptions & { readonly nameWidth: number },
): string {
  const name = cut(nameOf(stage, palette), nameWidth, palette);
  const title = `${name}${" ".repeat(Math.max(0, nameWidth - stringWidth(name)))}`;
  const attempt = stage.attempts.at(-1)?.attempt ?? 1;
  const phase = openPhase(stage);
  if (phase === undefined) {
    const wait = durationText(Math.max(0, (stage.retryAt ?? now) - now));
    return `${palette.sign("retry", "↻")} ${title}  waiting   attempt ${attempt + 1} in ${wait}`;
  }
  const elapsed = durationText(Math.max(0, now - phase.startedAt)).padStart(6);
  const again = attempt > 1 ? `  attempt ${attempt}` : "";
  const log = stage.lastLog === undefined ? "" : `  ${palette.faint(cleanLine(stage.lastLog))}`;
  return `${palette.sign("begin", spinnerAt(now, palette))} ${title}  ${phase.phase.padEnd(8)} ${elapsed}${again}${log}`;
}

function spinnerAt(now: number, { unicode }: Palette): string {
  const frames = unicode ? SPINNERS.unicode : SPINNERS.ascii;
  return frames.charAt(Math.floor(now / SPINNER_STEP_MS) % frames.length);
}

function serviceLine(view: View, palette: Palette): readonly string[] {
  const serving = [...view.stages.values()].filter((stage) => isServing(stage) && openPhase(stage) === undefined);
  return serving.length === 0
    ? []
    : [`${palette.sign("serve", "●")} serving: ${serving.map((stage) => nameOf(stage, palette)).join(", ")}`];
}

function progressLine(view: View, { now, palette, size, remainingMs }: FrameOptions): string {
  const { passed, failed, skipped } = view.counts;
  const unselected = unselectedIn(view);
  const total = view.stages.size - unselected;
  const done = Math.max(0, passed + failed + skipped - unselected);
  const width = Math.max(4, Math.min(MAX_BAR_WIDTH, size.columns - 46));
  const bar = progressBar(total === 0 ? 1 : done / total, width, palette);
  const left = remainingMs === undefined ? "" : `, about ${wholeSeconds(remainingMs)} left`;
  return `${bar} ${done}/${total}  ${elapsedText(now - view.startedAt)}${left}`;
}

function wholeSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 60 ? `${seconds}s` : durationText(seconds * 1_000);
}

/** What was left out is nothing that the run has done. */
function unselectedIn({ stages }: View): number {
  return [...stages.values()].filter(({ state, description }) => state === "skipped" && !description.selected).length;
}

function countsLine(view: View): readonly string[] {
  const { state, stages, counts, cancelReason } = view;
  const active = [...stages.values()].filter((stage) => openPhase(stage) !== undefined).length;
  const parts = [
    ...(state === "paused" ? ["paused"] : []),
    ...(state === "cancelling" ? [`cancelling: ${cleanLine(cancelReason ?? "")}`] : []),
    ...told(counts.failed, "failed"),
    ...told(counts.skipped - unselectedIn(view), "skipped"),
    ...told(active, "active"),
    ...told(counts.pending, "waiting"),
  ];
  return parts.length === 0 ? [] : [parts.join(" · ")];
}

function told(count: number, what: string): readonly string[] {
  return count > 0 ? [`${count} ${what}`] : [];
}
