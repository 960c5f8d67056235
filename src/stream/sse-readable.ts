import { Readable } from "node:stream";
import type { EventHistory } from "./event-history.ts";

export interface SseOptions {
  /** The `seq` of the last event that the reader has seen. */
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
  readonly #timer: NodeJS.Timeout;
  #seen: number;
  #prefix = RETRY;
  #stopWaiting = () => {};

  constructor(history: EventHistory, { after, keepAliveMs }: SseOptions) {
    super({ encoding: "utf8" });
    this.#history = history;
    this.#seen = after;
    // Not to one that does not even take the events.
    this.#timer = setInterval(() => this.readableLength === 0 && this.push(KEEP_ALIVE), keepAliveMs).unref();
  }

  override _read(): void {
    const text = this.#take();
    if (text !== "") this.push(text);
    else if (this.#history.isComplete) this.push(null);
    else this.#wait();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    clearInterval(this.#timer);
    this.#stopWaiting();
    callback(error);
  }

  #wait(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.#history.onMore(() => this._read());
  }

  #take(): string {
    let text = this.#prefix;
    this.#prefix = "";
    const { first, last } = this.#history;
    if (this.#seen < first - 1 && last > 0) {
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
}
