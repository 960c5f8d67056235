import { Readable } from "node:stream";
import type { EventHistory } from "./event-history.ts";

export interface SseOptions {
  /** The `seq` of the last event that the reader has seen; 0 for none. */
  readonly after: number;
  readonly keepAliveMs: number;
}

/** After a break a client comes again as soon. */
const RETRY = "retry: 1000\n\n";
const KEEP_ALIVE = ": keep-alive\n\n";
/** What is handed on at once at most, in characters. */
const MAX_CHUNK = 64 * 1024;

/** One reader's way through a history, as Server-Sent Events. It reads on only when it is asked for more. */
export class SseReadable extends Readable {
  readonly #history: EventHistory;
  readonly #options: SseOptions;
  /** The newest event when the reader came; 0 where there was none yet. */
  readonly #newestAtFirst: number;
  readonly #readOn = () => void this.read(0);
  #timer: NodeJS.Timeout | undefined;
  #seen: number | undefined;
  #prefix = RETRY;

  constructor(history: EventHistory, options: SseOptions) {
    super({ encoding: "utf8" });
    this.#history = history;
    this.#options = options;
    this.#newestAtFirst = history.last;
  }

  override _read(): void {
    this.#timer ??= setInterval(() => this.#keepAlive(), this.#options.keepAliveMs).unref();
    const text = this.#take();
    if (text !== "") this.push(text);
    else if (this.#history.isComplete) this.#finish();
    else this.#wait();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    clearInterval(this.#timer);
    this.#history.offMore(this.#readOn);
    callback(error);
  }

  #keepAlive(): void {
    // Not to one that does not even take the events.
    if (this.readableLength === 0) this.push(KEEP_ALIVE);
  }

  #finish(): void {
    // One that stalls may take long to notice the end.
    clearInterval(this.#timer);
    this.push(null);
  }

  #wait(): void {
    this.#history.onMore(this.#readOn);
    // Ends this read: as long as one is under way, `read(0)` begins no other.
    this.push("");
  }

  #take(): string {
    let text = this.#prefix;
    this.#prefix = "";
    const { first, last } = this.#history;
    if (last === 0) return text;
    this.#seen ??= this.#begin();
    if (this.#seen < first - 1) {
      text += `event: dropped\ndata: ${JSON.stringify({ from: this.#seen + 1, to: first - 1 })}\n\n`;
      this.#seen = first - 1;
    }
    while (text.length < MAX_CHUNK) {
      const line = this.#history.line(this.#seen + 1);
      if (line === undefined) return text;
      this.#seen += 1;
      text += `id: ${this.#seen}\ndata: ${line}\n\n`;
    }
    return text;
  }

  /**
   * After which event to begin. One that had not happened when the reader came
   * is of another run, and says nothing of this one. How far a run had come that
   * had told nothing yet only its first event shows: one that is continued counts on.
   */
  #begin(): number {
    const { after } = this.#options;
    return after <= (this.#newestAtFirst || this.#history.missed) ? after : 0;
  }
}
