import { styleText } from "node:util";
import type { Mark, MarkedText } from "./marked-text.ts";

const SYMBOLS: Readonly<Record<Mark, string>> = {
  begin: "▸",
  pass: "✓",
  fail: "✗",
  skip: "↷",
  warn: "⚠",
  retry: "↻",
  note: "│",
};

const STYLES: Readonly<Record<Mark, Style>> = {
  begin: "cyan",
  pass: "green",
  fail: "red",
  skip: "gray",
  warn: "yellow",
  retry: "yellow",
  note: "gray",
};

type Style = "bold" | "cyan" | "gray" | "green" | "red" | "yellow";

/** Applies the styles of the plain reporter, or none. */
export interface Palette {
  /** The text with its symbol before it; the symbol carries the colour. */
  mark(line: MarkedText): string;
  /** What is there to be looked up, not read. */
  faint(text: string): string;
  strong(text: string): string;
}

export function createPalette(color: boolean): Palette {
  // Unless told not to, `styleText` looks at the process's own stream and environment.
  const paint = (style: Style, text: string) => (color ? styleText(style, text, { validateStream: false }) : text);
  return {
    mark: ({ mark, text }) => `${paint(STYLES[mark], SYMBOLS[mark])}${text === "" ? "" : ` ${text}`}`,
    faint: (text) => paint("gray", text),
    strong: (text) => paint("bold", text),
  };
}
