import Queue from "yocto-queue";

/** So many characters of a log are kept for the report. */
const MAX_CHARS = 64 * 1024;

/** The newest lines of a log, within a bound. */
export class LogTail {
  readonly #lines = new Queue<string>();
  #chars = 0;
  #dropped = 0;

  /** How many characters are kept now. */
  get chars(): number {
    return this.#chars;
  }

  add(line: string): void {
    this.#lines.enqueue(line);
    this.#chars += line.length;
    while (this.#chars > MAX_CHARS && this.#lines.size > 1) this.#drop();
  }

  /** Keeps nothing of what there was. */
  drop(): void {
    while (this.#lines.size > 0) this.#drop();
  }

  toString(): string {
    const lines = [...this.#lines];
    return (this.#dropped === 0 ? lines : [`… ${this.#dropped} earlier lines left out`, ...lines]).join("\n");
  }

  #drop(): void {
    this.#chars -= this.#lines.dequeue()?.length ?? 0;
    this.#dropped += 1;
  }
}
