import type { Observable } from "rxjs";
import type { RunEvent } from "../model/run-event.ts";

/** The newest events of a run as text, which any number of readers go through at their own pace. */
export class EventHistory {
  readonly #limit: number;
  readonly #lines: string[] = [];
  /** How many lines have been let go: the number of the first that is kept is one more. */
  #dropped = 0;
  #state: "live" | "complete" = "live";
  readonly #waiting = new Set<() => void>();

  /** @param limit So many events are kept. */
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

  get isComplete(): boolean {
    return this.#state === "complete";
  }

  /** The event of this number as JSON; undefined where it is not kept, or has not happened. */
  line(seq: number): string | undefined {
    return this.#lines[seq - 1 - this.#dropped];
  }

  /** Calls back once, when there is more to read. Returns what calls it off. */
  onMore(callback: () => void): () => void {
    this.#waiting.add(callback);
    return () => this.#waiting.delete(callback);
  }

  #add(event: RunEvent): void {
    // What came before the first subscription is not known: numbers stay those of the events.
    if (this.#lines.length === 0) this.#dropped = event.seq - 1;
    this.#lines.push(JSON.stringify(event));
    // A tenth at a time: taking the first of an array moves all the others.
    const surplus = this.#lines.length - this.#limit;
    if (surplus > this.#limit / 10) this.#dropped += this.#lines.splice(0, surplus).length;
    this.#wake();
  }

  #wake(): void {
    const callbacks = [...this.#waiting];
    this.#waiting.clear();
    for (const callback of callbacks) callback();
  }
}
