/** Runs that are over: all that is left of them, and all that is needed, are their journals. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { from } from "rxjs";
import { type EventStream, eventStream, type Report, type RunEvent, readReport, StagewrightError } from "stagewright";

export interface Summary {
  readonly runId: string;
  readonly status: string;
  /** Epoch ms; 0 where it is not known. */
  readonly startedAt: number;
}

export class PastRuns {
  readonly #folder: string;
  /** A run that is over changes no more: each journal is read once. */
  readonly #summaries = new Map<string, Summary>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** The ids of all journals, those of live runs too. */
  ids(): readonly string[] {
    return readdirSync(this.#folder).flatMap((name) => /^(.+)\.ndjson$/.exec(name)?.[1] ?? []);
  }

  summary(id: string): Summary {
    const summary = this.#summaries.get(id) ?? this.#summarize(id);
    this.#summaries.set(id, summary);
    return summary;
  }

  report(id: string): Report | undefined {
    return this.#has(id) ? readReport(this.#path(id)) : undefined;
  }

  /** What a live run would have sent, for a client that was cut off before it had seen the end. */
  events(id: string): EventStream | undefined {
    if (!this.#has(id)) return undefined;
    const text = readFileSync(this.#path(id), "utf8");
    // The last line is empty, or was torn by a crash.
    const events = text
      .split("\n")
      .slice(0, -1)
      .map((line): RunEvent => JSON.parse(line));
    return eventStream({ events$: from(events) }, { history: Math.max(1, events.length) });
  }

  #summarize(id: string): Summary {
    try {
      const { runId, status, startedAt } = readReport(this.#path(id));
      return { runId, status, startedAt };
    } catch (error) {
      if (error instanceof StagewrightError) return { runId: id, status: "unreadable", startedAt: 0 };
      throw error;
    }
  }

  #has(id: string): boolean {
    return existsSync(this.#path(id));
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.ndjson`);
  }
}
