import { setImmediate } from "node:timers";
import type { Observable } from "rxjs";
import type { RunEvent } from "../model/run-event.ts";

/** The newest events of a run as text, which any number of readers go through at their own pace. */
export class EventHistory {
  readonly #limit: number;
  readonly #lines: string[] = [];
  /** How many lines have been let go: the number of the first that is kept is one more. */
  #dropped = 0;
  #missed = 0;
  #state: "live" | "complete" = "live";
  readonly #waiting = new Set<() => void>();

  /** @param limit At least so many events are kept. */
  constructor(events$: Observable<RunEvent>, limit: number) {
    this.#limit = limit;
    events$.subscribe({
      next: (event) => this.#add(event),
      complete: () => {
        this.#state = "complete";
        this.#wake();
      },
    });
  }

  /** The number of the first event that is kept. */
  get first(): number {
    return this.#dropped + 1;
  }

  /** The number of the newest event; 0 before the first. */
  get last(): number {
    return this.#dropped + this.#lines.length;
  }

  /** How many events of the run there were before the first that came here: those of another process, say. */
  get missed(): number {
    return this.#missed;
  }

  get isComplete(): boolean {
    return this.#state === "complete";
  }

  /** The event of this number as JSON; undefined where it is not kept, or has not happened. */
  line(seq: number): string | undefined {
    return this.#lines[seq - 1 - this.#dropped];
  }

  /** Calls back once, soon after there is more to read; once too where it is asked for again before. */
  onMore(callback: () => void): void {
    this.#waiting.add(callback);
  }

  /** Calls `onMore` off. */
  offMore(callback: () => void): void {
    this.#waiting.delete(callback);
  }

  #add(event: RunEvent): void {
    // What came before the first subscription is not known: numbers stay those of the events.
    if (this.#lines.length === 0) this.#missed = this.#dropped = event.seq - 1;
    this.#lines.push(JSON.stringify(event));
    // A tenth at a time: taking the first of an array moves all the others.
    const surplus = this.#lines.length - this.#limit;
    if (surplus > this.#limit / 10) this.#dropped += this.#lines.splice(0, surplus).length;
    this.#wake();
  }

  /** Each in a turn of its own: none can harm another or the run, and events of one turn are read at once. */
  #wake(): void {
    for (const callback of this.#waiting) setImmediate(callback);
    this.#waiting.clear();
  }
}
