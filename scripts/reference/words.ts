/** Words for what the code itself does not explain. Those that are no longer needed are an error. */
export class Words {
  readonly #words: Readonly<Record<string, string>>;
  readonly #unused: Set<string>;

  constructor(words: Readonly<Record<string, string>>) {
    this.#words = words;
    this.#unused = new Set(Object.keys(words));
  }

  /** The comment that the code has, else the words for the key. */
  explain(key: string, comment: string | undefined): string {
    if (comment !== undefined) return comment;
    const words = this.#words[key];
    if (words === undefined) throw new Error(`There is no word on "${key}": give it a doc comment in the code`);
    this.#unused.delete(key);
    return words;
  }

  /** @throws {Error} where there are words that nothing asked for. */
  checkUsed(): void {
    if (this.#unused.size === 0) return;
    throw new Error(`The code explains these itself, or has them no more: ${[...this.#unused].join(", ")}`);
  }
}
