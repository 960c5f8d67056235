import type { Skip, StageStatus } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import { authorsEstimate } from "../../src/model/plan.ts";
import { formatProblems } from "../../src/model/problem.ts";
import type { Selection } from "../../src/model/selection.ts";
import type { StageDefinition } from "../../src/model/stage-definition.ts";
import { Board, type Command } from "../../src/plan/board.ts";
import { compilePlan } from "../../src/plan/compile-plan.ts";
import { rankStages } from "../../src/plan/priority.ts";
import { makeStage } from "./stages.ts";

export type Definitions = Readonly<Record<string, StageDefinition>>;

export interface BoardSetting {
  /** Default: 16. */
  readonly concurrency?: number;
  readonly pools?: Readonly<Record<string, number>>;
  readonly selection?: Selection;
  readonly settled?: Readonly<Record<string, StageStatus>>;
}

export function planOf(definitions: Definitions, { pools = {}, selection }: BoardSetting = {}): Plan {
  const stages = Object.entries(definitions).map(([name, definition]) => makeStage(name, definition));
  const compiled = compilePlan(stages, { pipeline: "test", pools, selection });
  if ("problems" in compiled) throw new TypeError(formatProblems(compiled.problems));
  return compiled.plan;
}

/** A board that is told, and answers, by name. */
export class NamedBoard {
  readonly board: Board;
  readonly #plan: Plan;

  constructor(definitions: Definitions, setting: BoardSetting = {}) {
    const { concurrency = 16, pools = {}, settled = {} } = setting;
    this.#plan = planOf(definitions, setting);
    this.board = new Board({
      plan: this.#plan,
      concurrency,
      pools,
      ranks: rankStages(this.#plan, { estimateOf: authorsEstimate, pools: {} }),
      settled: new Map(Object.entries(settled).map(([name, status]) => [this.#indexOf(name), status])),
    });
  }

  /** All commands that there are now, but announcements: `start a`, `release a`, `skip b: dependency-failed a`. */
  take(): readonly string[] {
    return this.takeAll().filter((command) => !command.startsWith("announce"));
  }

  takeAll(): readonly string[] {
    const commands: string[] = [];
    for (let command = this.board.take(); command !== undefined; command = this.board.take()) {
      commands.push(this.#inWords(command));
    }
    return commands;
  }

  serving(name: string): this {
    this.board.serving(this.#indexOf(name));
    return this;
  }

  retrying(name: string): this {
    this.board.retrying(this.#indexOf(name));
    return this;
  }

  due(name: string): this {
    this.board.due(this.#indexOf(name));
    return this;
  }

  ended(name: string, status: StageStatus = "passed"): this {
    this.board.ended(this.#indexOf(name), status);
    return this;
  }

  skipOne(name: string, skip: Skip): this {
    this.board.skipOne(this.#indexOf(name), skip);
    return this;
  }

  isPending(name: string): boolean {
    return this.board.isPending(this.#indexOf(name));
  }

  hasBegun(name: string): boolean {
    return this.board.hasBegun(this.#indexOf(name));
  }

  #indexOf(name: string): number {
    const index = this.#plan.indexOf.get(name);
    if (index === undefined) throw new TypeError(`No stage "${name}"`);
    return index;
  }

  #inWords(command: Command): string {
    const name = this.#plan.stages[command.index]?.name;
    if (command.type !== "skip") return `${command.type} ${name}`;
    const { reason, culprit } = command.skip;
    return `skip ${name}: ${reason}${culprit === undefined ? "" : ` ${culprit}`}`;
  }
}
