import Queue from "yocto-queue";
import type { Skip, StageStatus } from "../model/outcome.ts";
import type { Plan, PlannedStage } from "../model/plan.ts";
import { at } from "../util/at.ts";
import { findSuspended, type Suspended } from "./find-suspended.ts";
import { Pools } from "./pools.ts";
import { edgeVerdict, type Standing } from "./readiness.ts";
import { ReadyQueue } from "./ready-queue.ts";

/** What the orchestrator is to do next. */
export type Command =
  /** Tell that its last edge was satisfied. */
  | { readonly type: "announce"; readonly index: number }
  | { readonly type: "skip"; readonly index: number; readonly skip: Skip }
  /** It has a slot and its pool units: begin an attempt. */
  | { readonly type: "start"; readonly index: number }
  /** It serves, nothing needs it any more, and it has a slot: tear down. */
  | { readonly type: "release"; readonly index: number }
  /** Its next attempt can never have its pool units. */
  | { readonly type: "forfeit"; readonly index: number; readonly message: string };

export interface BoardOptions {
  readonly plan: Plan;
  readonly concurrency: number;
  readonly pools: Readonly<Record<string, number>>;
  /** See `rankStages`. */
  readonly ranks: Int32Array;
  /** The ends of stages that were over before the run began (resume). */
  readonly settled?: ReadonlyMap<number, StageStatus>;
}

/**
 * Where a stage is, as scheduling sees it.
 *
 * ```
 * waiting → ready → active → serving → releasing → active → over
 *                   active → retrying → due → active
 * ```
 *
 * `active` holds a slot and pool units; `serving` and `releasing` hold pool
 * units only; `ready` and `due` are queued for a slot, `releasing` for one to
 * tear down in.
 */
type Place = "waiting" | "ready" | "active" | "serving" | "releasing" | "retrying" | "due" | "over";

/**
 * The bookkeeping of a run: readiness, slots, pools and keep scopes. It is told
 * what happened and answers with commands; it starts nothing by itself. Each
 * edge is looked at a constant number of times over a run.
 */
export class Board {
  readonly #plan: Plan;
  readonly #pools: Pools;
  readonly #queued: ReadyQueue;
  readonly #places: Place[];
  readonly #standings: Standing[];
  /** Edges of each stage that are not satisfied yet. */
  readonly #openEdges: Int32Array;
  /** Stages that were over before the run was continued, and whose edges wait for the environments below them. */
  #suspended: Map<number, Suspended> = new Map();
  /** Those of them whose environment did not come up again: why what depends on them is skipped. */
  readonly #bereft = new Map<number, Skip>();
  /** Direct dependents of each stage that are not closed, that is: over, with all of theirs closed. */
  readonly #openDependents: Int32Array;
  readonly #counts: Record<Place, number>;
  readonly #outbox = new Queue<Command>();
  readonly #releasing = new Queue<number>();
  #freeSlots: number;
  #admission: "open" | "paused" | "closed" = "open";
  /** `end` once nothing but kept stages is left: those that are kept to the end go too. */
  #scope: "run" | "end" = "run";

  constructor({ plan, concurrency, pools, ranks, settled = new Map() }: BoardOptions) {
    const size = plan.stages.length;
    this.#plan = plan;
    this.#freeSlots = concurrency;
    this.#pools = new Pools(pools);
    this.#queued = new ReadyQueue(plan, ranks, this.#pools);
    this.#places = new Array<Place>(size).fill("waiting");
    this.#standings = new Array<Standing>(size).fill("open");
    this.#openEdges = Int32Array.from(plan.stages, ({ needs }) => needs.length);
    this.#openDependents = Int32Array.from(plan.stages, ({ dependents }) => dependents.length);
    this.#counts = { waiting: size, ready: 0, active: 0, serving: 0, releasing: 0, retrying: 0, due: 0, over: 0 };
    this.#openUp(settled);
  }

  /** The next command; undefined where all that is left depends on what is under way. */
  take(): Command | undefined {
    return this.#takeTold() ?? this.#takeRelease() ?? this.#takeStart() ?? this.#takeWhenIdle();
  }

  /** It is kept and its dependents may go on. */
  serving(index: number): void {
    if (this.#places[index] !== "active") return;
    this.#freeSlots += 1;
    this.#move(index, "serving");
    this.#standings[index] = "serving";
    this.#pools.keep(this.#stage(index));
    this.#decideDependents(index);
    this.#releaseIfUnneeded(index);
  }

  /** Its attempt failed and it waits for the next one. */
  retrying(index: number): void {
    if (this.#places[index] !== "active") return;
    this.#freeSlots += 1;
    this.#giveUnits(index);
    this.#move(index, "retrying");
  }

  /** Its wait for the next attempt is over. */
  due(index: number): void {
    if (this.#places[index] !== "retrying") return;
    this.#move(index, "due");
    this.#queued.push(index);
  }

  /** It has reached its end. */
  ended(index: number, status: StageStatus): void {
    const place = at(this.#places, index);
    if (place === "over") return;
    if (place === "active") this.#freeSlots += 1;
    if (place === "active" || place === "serving" || place === "releasing") this.#giveUnits(index);
    const served = this.#standings[index] === "serving";
    this.#settle(index, status);
    // An edge on a kept stage was decided when the stage began to serve.
    if (!served) this.#decideDependents(index);
  }

  /** Starts no attempt until {@link unpause}; teardowns go on. */
  pause(): void {
    this.#admission = "paused";
  }

  unpause(): void {
    this.#admission = "open";
  }

  /** Starts no attempt any more; teardowns go on. */
  close(): void {
    this.#admission = "closed";
  }

  /** Skips all that has not begun, together, without another look at any edge. */
  skipPending(skip: Skip): void {
    for (const { index } of this.#plan.stages) {
      if (this.isPending(index)) this.#skip(index, skip);
    }
  }

  /** Skips one stage that has not begun and, through it, those that depend on it. */
  skipOne(index: number, skip: Skip): void {
    if (!this.isPending(index)) return;
    this.#skip(index, skip);
    this.#decideDependents(index);
  }

  /** It has not begun, and nothing has decided against it. */
  isPending(index: number): boolean {
    const place = this.#places[index];
    return place === "waiting" || place === "ready";
  }

  /** It has begun and is not over. */
  hasBegun(index: number): boolean {
    return !this.isPending(index) && this.#places[index] !== "over";
  }

  #openUp(settled: ReadonlyMap<number, StageStatus>): void {
    for (const [index, status] of settled) this.#settle(index, status);
    const suspended = findSuspended(this.#plan, settled);
    for (const index of suspended.keys()) this.#standings[index] = "open";
    const unselected = this.#plan.stages.filter(({ index, selected }) => !selected && !settled.has(index));
    for (const { index } of unselected) this.#skip(index, { reason: "not-selected" });
    for (const index of settled.keys()) this.#decideDependents(index);
    for (const { index } of unselected) this.#decideDependents(index);
    // From now on what is decided is decided anew, and counts for them.
    this.#suspended = suspended;
    for (const { index, needs } of this.#plan.stages) {
      if (needs.length === 0 && this.#places[index] === "waiting") this.#ready(index);
    }
  }

  #takeTold(): Command | undefined {
    let command = this.#outbox.dequeue();
    // One that was skipped before it could be told of is not ready any more.
    while (command?.type === "announce" && this.#places[command.index] !== "ready") command = this.#outbox.dequeue();
    return command;
  }

  #takeRelease(): Command | undefined {
    if (this.#freeSlots === 0) return undefined;
    let index = this.#releasing.dequeue();
    // One that was given up while it waited has left already.
    while (index !== undefined && this.#places[index] !== "releasing") index = this.#releasing.dequeue();
    if (index === undefined) return undefined;
    this.#freeSlots -= 1;
    this.#move(index, "active");
    return { type: "release", index };
  }

  #takeStart(): Command | undefined {
    if (this.#freeSlots === 0 || this.#admission !== "open") return undefined;
    const index = this.#queued.take((candidate) => this.#isQueued(candidate));
    if (index === undefined) return undefined;
    this.#freeSlots -= 1;
    this.#pools.take(this.#stage(index).demands);
    this.#move(index, "active");
    return { type: "start", index };
  }

  #takeWhenIdle(): Command | undefined {
    const { active, retrying, releasing, ready, due, serving } = this.#counts;
    if (active + retrying + releasing > 0) return undefined;
    if (ready + due > 0) {
      if (this.#admission !== "open") return undefined;
      this.#starve();
      return this.take();
    }
    if (serving === 0) return undefined;
    this.#scope = "end";
    for (const { index } of this.#plan.stages) this.#releaseIfUnneeded(index);
    return this.#takeRelease();
  }

  /** What is queued can never have its pool units: only kept stages hold them, and nothing is left that frees those. */
  #starve(): void {
    const starved = this.#queued.drain().filter((index) => this.#isQueued(index));
    for (const index of starved.sort((a, b) => a - b)) {
      const pool = this.#pools.lacking(this.#stage(index).demands) ?? "";
      const culprit = this.#pools.keeperOf(pool)?.name;
      const message = `pool "${pool}" has too few free units: ${culprit} keeps them`;
      if (this.#places[index] === "due") {
        // It has begun, so it ends by itself: until then it counts as waiting.
        this.#move(index, "retrying");
        this.#outbox.enqueue({ type: "forfeit", index, message });
      } else this.#skip(index, { reason: "starved", ...(culprit !== undefined && { culprit }), message });
    }
    for (const index of starved) this.#decideDependents(index);
  }

  /** Looks at the edges to a stage, now that they can be decided, and at all that follows from a skip. */
  #decideDependents(first: number): void {
    const decided = [first];
    for (let index = decided.pop(); index !== undefined; index = decided.pop()) {
      const { name, optional, dependents } = this.#stage(index);
      const standing = at(this.#standings, index);
      for (const { index: dependent, on } of dependents) {
        const verdict = edgeVerdict(on, standing, optional);
        if (verdict === "open") continue;
        const skip =
          verdict === "satisfied" ? undefined : (this.#bereft.get(index) ?? { reason: verdict, culprit: name });
        if (this.#places[dependent] !== "waiting") {
          if (this.#standAgain(dependent, index, skip)) decided.push(dependent);
        } else if (skip === undefined) this.#satisfyEdge(dependent);
        else {
          this.#skip(dependent, skip);
          decided.push(dependent);
        }
      }
    }
  }

  /** One of the environments below a suspended stage is up again, or will not be. Returns whether that decides it. */
  #standAgain(index: number, need: number, loss: Skip | undefined): boolean {
    const suspended = this.#suspended.get(index);
    if (suspended?.awaited.delete(need) !== true) return false;
    if (loss === undefined && suspended.awaited.size > 0) return false;
    this.#suspended.delete(index);
    this.#standings[index] = loss === undefined ? suspended.status : "skipped";
    if (loss !== undefined) this.#bereft.set(index, loss);
    return true;
  }

  #satisfyEdge(dependent: number): void {
    const left = at(this.#openEdges, dependent) - 1;
    this.#openEdges[dependent] = left;
    if (left === 0) this.#ready(dependent);
  }

  #ready(index: number): void {
    this.#move(index, "ready");
    this.#outbox.enqueue({ type: "announce", index });
    this.#queued.push(index);
  }

  #skip(index: number, skip: Skip): void {
    this.#outbox.enqueue({ type: "skip", index, skip });
    this.#settle(index, "skipped");
  }

  #settle(index: number, status: StageStatus): void {
    this.#move(index, "over");
    this.#standings[index] = status;
    if (this.#openDependents[index] === 0) this.#close(index);
  }

  /** A stage and all that depends on it are over: what it depended on may be needed no more. */
  #close(first: number): void {
    const closed = [first];
    for (let index = closed.pop(); index !== undefined; index = closed.pop()) {
      for (const { index: needed } of this.#stage(index).needs) {
        const left = at(this.#openDependents, needed) - 1;
        this.#openDependents[needed] = left;
        if (left > 0) continue;
        if (this.#places[needed] === "over") closed.push(needed);
        else this.#releaseIfUnneeded(needed);
      }
    }
  }

  #releaseIfUnneeded(index: number): void {
    if (this.#places[index] !== "serving" || this.#openDependents[index] !== 0) return;
    if (this.#stage(index).keep === "end" && this.#scope !== "end") return;
    this.#move(index, "releasing");
    this.#releasing.enqueue(index);
  }

  #giveUnits(index: number): void {
    const stage = this.#stage(index);
    this.#pools.give(stage);
    for (const { pool } of stage.demands) this.#queued.refill(pool);
  }

  #isQueued(index: number): boolean {
    const place = this.#places[index];
    return place === "ready" || place === "due";
  }

  #move(index: number, place: Place): void {
    this.#counts[at(this.#places, index)] -= 1;
    this.#counts[place] += 1;
    this.#places[index] = place;
  }

  #stage(index: number): PlannedStage {
    return at(this.#plan.stages, index);
  }
}
