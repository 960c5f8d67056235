import { formatProblems } from "../../src/model/problem.js";
import { Board } from "../../src/plan/board.js";
import { compilePlan } from "../../src/plan/compile-plan.js";
import { authorsEstimate, rankStages } from "../../src/plan/priority.js";
import { makeStage } from "./stages.js";
export function planOf(definitions, { pools = {}, selection } = {}) {
    const stages = Object.entries(definitions).map(([name, definition]) => makeStage(name, definition));
    const compiled = compilePlan(stages, { pipeline: "test", pools, selection });
    if ("problems" in compiled)
        throw new TypeError(formatProblems(compiled.problems));
    return compiled.plan;
}
/** A board that is told, and answers, by name. */
export class NamedBoard {
    board;
    #plan;
    constructor(definitions, setting = {}) {
        const { concurrency = 16, pools = {}, settled = {} } = setting;
        this.#plan = planOf(definitions, setting);
        this.board = new Board({
            plan: this.#plan,
            concurrency,
            pools,
            ranks: rankStages(this.#plan, authorsEstimate),
            settled: new Map(Object.entries(settled).map(([name, status]) => [this.#indexOf(name), status])),
        });
    }
    /** All commands that there are now, but announcements: `start a`, `release a`, `skip b: dependency-failed a`. */
    take() {
        return this.takeAll().filter((command) => !command.startsWith("announce"));
    }
    takeAll() {
        const commands = [];
        for (let command = this.board.take(); command !== undefined; command = this.board.take()) {
            commands.push(this.#inWords(command));
        }
        return commands;
    }
    serving(name) {
        this.board.serving(this.#indexOf(name));
        return this;
    }
    retrying(name) {
        this.board.retrying(this.#indexOf(name));
        return this;
    }
    due(name) {
        this.board.due(this.#indexOf(name));
        return this;
    }
    ended(name, status = "passed") {
        this.board.ended(this.#indexOf(name), status);
        return this;
    }
    skipOne(name, skip) {
        this.board.skipOne(this.#indexOf(name), skip);
        return this;
    }
    isPending(name) {
        return this.board.isPending(this.#indexOf(name));
    }
    hasBegun(name) {
        return this.board.hasBegun(this.#indexOf(name));
    }
    #indexOf(name) {
        const index = this.#plan.indexOf.get(name);
        if (index === undefined)
            throw new TypeError(`No stage "${name}"`);
        return index;
    }
    #inWords(command) {
        const name = this.#plan.stages[command.index]?.name;
        if (command.type !== "skip")
            return `${command.type} ${name}`;
        const { reason, culprit } = command.skip;
        return `skip ${name}: ${reason}${culprit === undefined ? "" : ` ${culprit}`}`;
    }
}
