import { createLogUpdate } from "log-update";
import stringWidth from "string-width";
import type { ReporterOutput, TerminalSize } from "../reporter.ts";

/** Lines that stay, and below them a picture that is drawn again and again. */
export interface Screen {
  /** Adds lines that stay. */
  print(lines: readonly string[]): void;
  /** Puts a picture in the place of the one before. */
  draw(lines: readonly string[]): void;
  /** Lets somebody else write lines that stay. */
  aside(write: () => void): void;
}

/** @param size Of the terminal; without one nothing is drawn. */
export function createScreen(output: ReporterOutput, size: TerminalSize | undefined): Screen {
  if (size === undefined) {
    return { print: (lines) => output.write(toText(lines)), draw: () => {}, aside: (write) => write() };
  }
  const stream = {
    isTTY: true,
    write: (text: string) => {
      output.write(text);
      return true;
    },
    get columns() {
      return size.columns;
    },
    get rows() {
      return size.rows;
    },
  };
  // It only writes to the stream and asks for its size.
  const render = createLogUpdate(stream as unknown as NodeJS.WritableStream, { showCursor: true });
  let picture: readonly string[] = [];
  let columns = size.columns;
  const makeRoom = () => {
    if (picture.length === 0) return;
    render.clear();
    picture = [];
  };
  return {
    print(lines) {
      if (lines.length === 0) return;
      makeRoom();
      output.write(toText(lines));
    },
    draw(lines) {
      if (size.columns < columns) output.write(ERASE_LINE_ABOVE.repeat(rowsAdded(picture, size.columns)));
      columns = size.columns;
      if (lines.length === 0) makeRoom();
      else render(lines.join("\n"));
      picture = lines;
    },
    aside(write) {
      makeRoom();
      write();
    },
  };
}

function toText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

const ERASE_LINE_ABOVE = "\u001b[2K\u001b[1A";

/** A terminal that has become narrower breaks the lines of the picture, and there are more rows to erase. */
function rowsAdded(picture: readonly string[], columns: number): number {
  return picture.reduce((sum, line) => sum + Math.max(0, Math.ceil(stringWidth(line) / columns) - 1), 0);
}
