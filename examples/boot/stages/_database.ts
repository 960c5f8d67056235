/** Stands for a database and its client. It is in memory, but connects, locks and closes as a real one does. */
import { setTimeout } from "node:timers/promises";

/** How long each host takes to answer; no other one does. */
const LATENCY_MS: Readonly<Record<string, number>> = { memory: 20, slow: 60_000 };

export class Database {
  readonly #rows = new Map<string, string>();
  #state: "open" | "locked" | "closed" = "open";

  static async connect(url: URL, signal: AbortSignal): Promise<Database> {
    const latencyMs = LATENCY_MS[url.hostname];
    if (latencyMs === undefined) throw new Error(`Nobody answers at ${url}`);
    await setTimeout(latencyMs, undefined, { signal });
    return new Database();
  }

  get size(): number {
    return this.#rows.size;
  }

  lock(): void {
    if (this.#state !== "open") throw new Error(`The database is ${this.#state}`);
    this.#state = "locked";
  }

  unlock(): void {
    this.#state = "open";
  }

  all(): ReadonlyMap<string, string> {
    return this.#rows;
  }

  put(key: string, value: string): void {
    if (this.#state === "closed") throw new Error("The database is closed");
    this.#rows.set(key, value);
  }

  close(): void {
    this.#state = "closed";
  }
}
