import type { Needs } from "../workloads/shapes.ts";

/** What one writes by hand around a queue that knows no dependencies. */
export class DependencyCounter {
  readonly #dependents: number[][];
  readonly #open: number[];
  /** Stages that are not done. */
  left: number;

  constructor(needs: Needs) {
    this.#dependents = needs.map(() => []);
    this.#open = needs.map(({ length }) => length);
    this.left = needs.length;
    for (const [index, targets] of needs.entries()) {
      for (const target of targets) this.#dependents[target]?.push(index);
    }
  }

  /** The stages that need no other. */
  roots(): number[] {
    return [...this.#open.keys()].filter((index) => this.#open[index] === 0);
  }

  /** Tells that a stage is done; returns those that are ready now. */
  done(index: number): readonly number[] {
    this.left -= 1;
    return (this.#dependents[index] ?? []).filter((dependent) => {
      const open = (this.#open[dependent] ?? 0) - 1;
      this.#open[dependent] = open;
      return open === 0;
    });
  }
}
