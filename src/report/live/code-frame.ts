import { codeFrameColumns } from "@babel/code-frame";
import cliTruncate from "cli-truncate";
import type { SerializedError } from "../../model/serialized-error.ts";
import type { Palette } from "../console/palette.ts";
import { errorPlace } from "../text/error-place.ts";

export interface CodeFrameOptions {
  readonly readSource: (path: string, unchangedSince: number) => string | undefined;
  /** Epoch ms; source that was changed since then is not shown. */
  readonly startedAt: number;
  readonly palette: Palette;
  /** Longer lines are cut. */
  readonly columns: number;
}

const LINES_AROUND = 2;

/** The lines of source that an error comes from; none where they are not known or cannot be read. */
export function codeFrame(
  error: SerializedError,
  { readSource, startedAt, palette, columns }: CodeFrameOptions,
): readonly string[] {
  const place = errorPlace(error);
  const source = place && readSource(place.file, startedAt);
  if (place === undefined || source === undefined || source.split("\n").length < place.line) return [];
  const { color } = palette;
  const options = { linesAbove: LINES_AROUND, linesBelow: LINES_AROUND, highlightCode: color, forceColor: color };
  // The column is left out: a module that was compiled on loading has its lines kept, not its columns.
  const frame = codeFrameColumns(source, { start: { line: place.line } }, options);
  return frame
    .split("\n")
    .map((line) => cliTruncate(palette.text(line), columns, { truncationCharacter: palette.text("…") }));
}
