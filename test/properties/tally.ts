import { expect } from "vitest";
import type { RunEvent } from "../../src/model/run-event.ts";

/** How much was looked at: a search that looks at nothing finds nothing. */
class Tally {
  runs = 0;
  attempts = 0;
  events = 0;
  readonly checks = new Map<string, number>();

  /** Forgets what the files have looked at that ran in this thread before. */
  readonly startSearch = (): void => {
    this.runs = this.attempts = this.events = 0;
    this.checks.clear();
  };

  /** Tells what a search has looked at. */
  endSearch(name: string): void {
    expect(this.runs).toBeGreaterThan(0);
    process.stdout.write(`${name}: ${this}\n`);
  }

  countRun(events: readonly RunEvent[]): void {
    this.runs += 1;
    this.events += events.length;
    this.attempts += events.filter(({ type }) => type === "stage.started").length;
  }

  check(name: string, perform: () => void): void {
    this.checks.set(name, (this.checks.get(name) ?? 0) + 1);
    perform();
  }

  toString(): string {
    const total = [...this.checks.values()].reduce((sum, count) => sum + count, 0);
    const each = [...this.checks].map(([name, count]) => `${name} ${count}`).join(", ");
    return `${this.runs} runs, ${this.attempts} attempts, ${this.events} events, ${total} checks (${each})`;
  }
}

export const tally = new Tally();
