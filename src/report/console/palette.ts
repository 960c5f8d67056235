import { styleText } from "node:util";
import { toAscii } from "./ascii.ts";
import type { Mark, MarkedText } from "./marked-text.ts";

const SYMBOLS: Readonly<Record<Mark, string>> = {
  begin: "▸",
  pass: "✓",
  fail: "✗",
  skip: "↷",
  warn: "⚠",
  retry: "↻",
  serve: "●",
  note: "│",
};

const STYLES: Readonly<Record<Mark, Style>> = {
  begin: "cyan",
  pass: "green",
  fail: "red",
  skip: "gray",
  warn: "yellow",
  retry: "yellow",
  serve: "blue",
  note: "gray",
};

type Style = "blue" | "bold" | "cyan" | "gray" | "green" | "red" | "yellow";

/** What a console can show. */
export interface ConsoleAbilities {
  readonly color: boolean;
  /** Signs beyond ASCII. */
  readonly unicode: boolean;
}

/** Applies the styles of the console, or none, and writes in the signs that it knows. */
export interface Palette extends ConsoleAbilities {
  /** The text with its symbol before it; the symbol carries the colour. */
  mark(line: MarkedText): string;
  /** A sign in the colour of a mark. */
  sign(mark: Mark, sign: string): string;
  /** What is there to be looked up, not read. */
  faint(text: string): string;
  strong(text: string): string;
  /** As it is, in signs that the console knows. */
  text(text: string): string;
}

export function createPalette({ color, unicode }: ConsoleAbilities): Palette {
  const spell = unicode ? (text: string) => text : toAscii;
  // Unless told not to, `styleText` looks at the process's own stream and environment.
  const paint = (style: Style, text: string) =>
    color ? styleText(style, spell(text), { validateStream: false }) : spell(text);
  const marks = Object.keys(SYMBOLS) as Mark[];
  // There are many lines: their signs are painted once.
  const symbols = Object.fromEntries(marks.map((mark) => [mark, paint(STYLES[mark], SYMBOLS[mark])])) as Record<
    Mark,
    string
  >;
  return {
    color,
    unicode,
    mark: ({ mark, text }) => (text === "" ? symbols[mark] : `${symbols[mark]} ${spell(text)}`),
    sign: (mark, sign) => paint(STYLES[mark], sign),
    faint: (text) => paint("gray", text),
    strong: (text) => paint("bold", text),
    text: spell,
  };
}
