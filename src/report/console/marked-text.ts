/** What a piece of text is about: shown as a symbol and a colour. */
export type Mark = "begin" | "pass" | "fail" | "skip" | "warn" | "retry" | "serve" | "note";

/** One line of text and what it is about. */
export interface MarkedText {
  readonly mark: Mark;
  readonly text: string;
}

export function marked(mark: Mark, text: string): MarkedText {
  return { mark, text };
}
