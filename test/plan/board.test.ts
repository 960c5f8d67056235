import { describe, expect, it } from "vitest";
import { NamedBoard } from "../helpers/board.ts";

const cancelled = { reason: "cancelled" } as const;
const needs = (...dependencies: readonly string[]) => ({ dependencies });
const kept = { keep: "dependents" } as const;
const _toTheEnd = { keep: "end" } as const;

describe("readiness", () => {
  it("announces and starts what depends on nothing", () => {
    const board = new NamedBoard({ a: {}, b: needs("a") });
    expect(board.takeAll()).toEqual(["announce a", "start a"]);
    expect(board.takeAll()).toEqual([]);
  });

  it("starts a stage once its last edge is satisfied", () => {
    const board = new NamedBoard({ a: {}, b: {}, c: needs("a", "b") });
    expect(board.take()).toEqual(["start a", "start b"]);
    expect(board.ended("a").take()).toEqual([]);
    expect(board.ended("b").takeAll()).toEqual(["announce c", "start c"]);
  });

  it("skips at the first refuted edge, and all that depends on it", () => {
    const board = new NamedBoard({ a: {}, b: {}, c: needs("a", "b"), d: needs("c"), e: needs("d") });
    board.take();
    expect(board.ended("a", "failed").take()).toEqual([
      "skip c: dependency-failed a",
      "skip d: dependency-skipped c",
      "skip e: dependency-skipped d",
    ]);
    expect(board.ended("b").take()).toEqual([]);
  });

  it("goes on after the failure of an optional stage", () => {
    const board = new NamedBoard({ a: { optional: true }, b: needs("a") });
    board.take();
    expect(board.ended("a", "failed").take()).toEqual(["start b"]);
  });

  it("starts a rescue after a failure, and skips it after a pass", () => {
    const rescue = { dependencies: [{ stage: "a", on: "failed" as const }] };
    const failing = new NamedBoard({ a: {}, b: rescue });
    failing.take();
    expect(failing.ended("a", "failed").take()).toEqual(["start b"]);
    const passing = new NamedBoard({ a: {}, b: rescue });
    passing.take();
    expect(passing.ended("a").take()).toEqual(["skip b: dependency-passed a"]);
  });

  it("decides edges when a kept stage serves, and not again when it ends", () => {
    const board = new NamedBoard({ db: kept, a: needs("db"), b: { dependencies: [{ stage: "db", on: "failed" }] } });
    board.take();
    expect(board.serving("db").take()).toEqual(["skip b: dependency-passed db", "start a"]);
    expect(board.ended("a").take()).toEqual(["release db"]);
    expect(board.ended("db", "failed").take()).toEqual([]);
  });

  it("does not decide edges again when a stage is given up that had served", () => {
    const board = new NamedBoard({ db: kept, other: {}, a: needs("db", "other") });
    board.take();
    board.serving("db").take();
    expect(board.ended("db", "failed").take()).toEqual([]);
    expect(board.ended("other").take()).toEqual(["start a"]);
  });

  it("does not announce a stage that is skipped before anybody could be told", () => {
    const board = new NamedBoard({ a: {}, b: needs("a") });
    board.take();
    board.ended("a");
    board.board.skipPending(cancelled);
    expect(board.takeAll()).toEqual(["skip b: cancelled"]);
  });

  it("goes on from the ends of an earlier process, which it does not tell again", () => {
    const board = new NamedBoard(
      { a: {}, b: needs("a"), c: {}, d: needs("c"), e: needs("d") },
      { settled: { a: "passed", c: "failed", d: "skipped" } },
    );
    expect(board.take()).toEqual(["skip e: dependency-skipped d", "start b"]);
  });

  it("skips what is not selected, and what needs it", () => {
    const board = new NamedBoard({ a: {}, b: needs("a"), c: {} }, { selection: { skip: ["a"] } });
    expect(board.take()).toEqual(["skip a: not-selected", "skip b: dependency-skipped a", "start c"]);
  });
});

describe("slots", () => {
  it("are as many as the concurrency", () => {
    const board = new NamedBoard({ a: {}, b: {}, c: {} }, { concurrency: 2 });
    expect(board.takeAll()).toEqual(["announce a", "announce b", "announce c", "start a", "start b"]);
    expect(board.ended("b").take()).toEqual(["start c"]);
  });

  it("are given back by a stage that serves", () => {
    const board = new NamedBoard({ db: kept, a: needs("db") }, { concurrency: 1 });
    expect(board.take()).toEqual(["start db"]);
    expect(board.serving("db").take()).toEqual(["start a"]);
  });

  it("are given back by a stage that waits for a retry, and asked for again when it is due", () => {
    const board = new NamedBoard({ a: { estimate: 9 }, b: {} }, { concurrency: 1 });
    expect(board.take()).toEqual(["start a"]);
    expect(board.retrying("a").take()).toEqual(["start b"]);
    expect(board.due("a").take()).toEqual([]);
    expect(board.ended("b").take()).toEqual(["start a"]);
  });

  it("go to a waiting teardown before any start", () => {
    const board = new NamedBoard(
      { db: { ...kept, estimate: 9 }, a: { ...needs("db"), estimate: 9 }, b: {} },
      { concurrency: 1 },
    );
    board.take();
    board.serving("db").take();
    expect(board.ended("a").take()).toEqual(["release db"]);
    expect(board.ended("db").take()).toEqual(["start b"]);
  });

  it("are given back once only, however a stage ends", () => {
    const board = new NamedBoard({ a: {}, b: {}, c: {} }, { concurrency: 1 });
    board.take();
    board.ended("a").ended("a").serving("a").retrying("a");
    expect(board.take()).toEqual(["start b"]);
  });

  it("are not given back by a stage that ends while it waits for a retry", () => {
    const board = new NamedBoard({ a: { estimate: 9 }, b: { estimate: 5 }, c: { estimate: 1 } }, { concurrency: 1 });
    board.take();
    expect(board.retrying("a").take()).toEqual(["start b"]);
    expect(board.ended("a", "failed").take()).toEqual([]);
    expect(board.ended("b").take()).toEqual(["start c"]);
  });

  it("are not asked for by a retry that falls due after its stage was given up", () => {
    const board = new NamedBoard({ a: {} });
    board.take();
    board.retrying("a").ended("a", "failed").due("a");
    expect(board.take()).toEqual([]);
  });

  it("are not leaked by a stage that is given up while it serves or waits to be released", () => {
    const board = new NamedBoard({ db: kept, a: needs("db"), b: {} }, { concurrency: 1 });
    board.take();
    board.serving("db").take();
    board.ended("db", "failed").ended("a", "failed");
    expect(board.take()).toEqual(["start b"]);
    expect(board.ended("b").take()).toEqual([]);
  });

  it("are not taken by a stage that was given up while it waited to be released", () => {
    const board = new NamedBoard(
      { db: { ...kept, estimate: 9 }, a: { ...needs("db"), estimate: 1 }, b: { estimate: 5 }, c: { estimate: 1 } },
      { concurrency: 1 },
    );
    board.take();
    expect(board.serving("db").take()).toEqual(["start b"]);
    expect(board.skipOne("a", cancelled).take()).toEqual(["skip a: cancelled"]);
    board.ended("db", "failed");
    expect(board.ended("b").take()).toEqual(["start c"]);
    expect(board.ended("c").take()).toEqual([]);
  });
});

describe("priority", () => {
  it("starts the stage with the longest remaining path first", () => {
    const board = new NamedBoard({ alone: {}, a: {}, b: needs("a"), c: needs("b") }, { concurrency: 1 });
    expect(board.take()).toEqual(["start a"]);
    expect(board.ended("a").take()).toEqual(["start b"]);
    expect(board.ended("b").take()).toEqual(["start alone"]);
  });

  it("orders those that become ready late among those that wait", () => {
    const board = new NamedBoard(
      { a: { estimate: 100 }, b: { estimate: 10 }, c: { estimate: 5 }, d: { ...needs("a"), estimate: 7 } },
      { concurrency: 1 },
    );
    expect(board.take()).toEqual(["start a"]);
    expect(board.ended("a").take()).toEqual(["start b"]);
    expect(board.ended("b").take()).toEqual(["start d"]);
    expect(board.ended("d").take()).toEqual(["start c"]);
  });
});

describe("skipping by command", () => {
  it("skips all that is pending together, without another look at any edge", () => {
    const board = new NamedBoard(
      { a: {}, b: { dependencies: [{ stage: "a", on: "settled" }] }, c: needs("b"), d: {} },
      {
        concurrency: 1,
      },
    );
    board.take();
    board.board.skipPending(cancelled);
    expect(board.take()).toEqual(["skip b: cancelled", "skip c: cancelled", "skip d: cancelled"]);
    expect(board.ended("a", "failed").take()).toEqual([]);
  });

  it("releases what served only for what is skipped", () => {
    const board = new NamedBoard({ db: kept, a: needs("db"), b: needs("a") });
    board.take();
    board.serving("db").take();
    board.board.skipPending(cancelled);
    expect(board.take()).toEqual(["skip b: cancelled"]);
    expect(board.ended("a", "failed").take()).toEqual(["release db"]);
  });

  it("skips one stage and, through it, those that depend on it", () => {
    const board = new NamedBoard({ a: {}, b: needs("a"), c: needs("b"), d: needs("a") });
    board.take();
    expect(board.skipOne("b", cancelled).take()).toEqual(["skip b: cancelled", "skip c: dependency-skipped b"]);
    expect(board.ended("a").take()).toEqual(["start d"]);
  });

  it("does nothing to a stage that has begun or is over", () => {
    const board = new NamedBoard({ a: {}, b: needs("a") });
    board.take();
    expect(board.skipOne("a", cancelled).take()).toEqual([]);
    board.ended("a").take();
    expect(board.skipOne("a", cancelled).take()).toEqual([]);
  });

  it("tells a pending stage from one that has begun, and both from one that is over", () => {
    const board = new NamedBoard({ a: {}, b: {}, c: needs("a") }, { concurrency: 1 });
    board.take();
    expect(["a", "b", "c"].map((name) => board.isPending(name))).toEqual([false, true, true]);
    expect(["a", "b", "c"].map((name) => board.hasBegun(name))).toEqual([true, false, false]);
    board.retrying("a");
    expect([board.isPending("a"), board.hasBegun("a")]).toEqual([false, true]);
    board.ended("a");
    expect([board.isPending("a"), board.hasBegun("a")]).toEqual([false, false]);
  });
});

describe("admission", () => {
  it("starts nothing while it is paused, and goes on from there", () => {
    const board = new NamedBoard({ a: {}, b: {} });
    board.board.pause();
    expect(board.takeAll()).toEqual(["announce a", "announce b"]);
    board.board.unpause();
    expect(board.take()).toEqual(["start a", "start b"]);
  });

  it("starts nothing any more once it is closed, and still releases", () => {
    const board = new NamedBoard({ db: kept, a: needs("db"), b: {} });
    board.take();
    board.serving("db").take();
    board.retrying("b");
    board.board.close();
    board.due("b");
    expect(board.take()).toEqual([]);
    expect(board.ended("a").take()).toEqual(["release db"]);
  });
});
