import { describe, expect, it } from "vitest";
import { NamedBoard } from "../helpers/board.ts";

const cancelled = { reason: "cancelled" } as const;
const needs = (...dependencies: readonly string[]) => ({ dependencies });
const kept = { keep: "dependents" } as const;
const toTheEnd = { keep: "end" } as const;

describe("pools", () => {
  const port = { resources: { port: 1 } };

  it("hold back what does not fit, and let by what does", () => {
    const board = new NamedBoard({ a: port, b: port, c: {} });
    expect(board.take()).toEqual(["start a", "start c"]);
    expect(board.ended("a").take()).toEqual(["start b"]);
  });

  it("let a small demand by a large one that waits", () => {
    const units = (gb: number, estimate: number) => ({ resources: { gb }, estimate });
    const board = new NamedBoard({ a: units(2, 9), b: units(3, 8), c: units(1, 7) }, { pools: { gb: 3 } });
    expect(board.take()).toEqual(["start a", "start c"]);
    expect(board.ended("c").take()).toEqual([]);
    expect(board.ended("a").take()).toEqual(["start b"]);
  });

  it("start all that fit when several units come back at once", () => {
    const units = (gb: number) => ({ resources: { gb } });
    const board = new NamedBoard(
      { a: { ...units(3), estimate: 9 }, b: units(1), c: units(1), d: units(1) },
      { pools: { gb: 3 } },
    );
    expect(board.take()).toEqual(["start a"]);
    expect(board.ended("a").take()).toEqual(["start b", "start c", "start d"]);
  });

  it("start the best of those that wait, whatever they ask for", () => {
    const both = { resources: { x: 1, y: 1 } };
    const board = new NamedBoard({
      a: { ...both, estimate: 9 },
      b: { resources: { x: 1 }, estimate: 1 },
      c: { ...both, estimate: 8 },
      d: { resources: { y: 1 }, estimate: 2 },
    });
    expect(board.take()).toEqual(["start a"]);
    expect(board.ended("a").take()).toEqual(["start c"]);
    expect(board.ended("c").take()).toEqual(["start d", "start b"]);
  });

  it("wait for every pool of a demand", () => {
    const board = new NamedBoard({
      x: { resources: { x: 1 }, estimate: 9 },
      y: { resources: { y: 1 }, estimate: 9 },
      both: { resources: { x: 1, y: 1 } },
    });
    expect(board.take()).toEqual(["start x", "start y"]);
    expect(board.ended("x").take()).toEqual([]);
    expect(board.ended("y").take()).toEqual(["start both"]);
  });

  it("are held by a stage that serves, and given back when it ends", () => {
    const board = new NamedBoard({ db: { ...kept, ...port, estimate: 9 }, a: { ...needs("db") }, b: port });
    board.take();
    expect(board.serving("db").take()).toEqual(["start a"]);
    expect(board.ended("a").take()).toEqual(["release db"]);
    expect(board.ended("db").take()).toEqual(["start b"]);
  });

  it("are given back by a stage that is given up while it serves", () => {
    const board = new NamedBoard({ db: { ...kept, ...port, estimate: 9 }, a: needs("db"), b: port });
    board.take();
    board.serving("db").take();
    expect(board.ended("db", "failed").take()).toEqual(["start b"]);
  });

  it("are given back by a stage that waits for a retry", () => {
    const board = new NamedBoard({ a: { ...port, estimate: 9 }, b: port });
    board.take();
    expect(board.retrying("a").take()).toEqual(["start b"]);
    expect(board.due("a").take()).toEqual([]);
    expect(board.ended("b").take()).toEqual(["start a"]);
  });

  it("are given back by a stage that is given up while it waits to be released", () => {
    const board = new NamedBoard(
      { db: { ...kept, ...port, estimate: 9 }, a: { ...needs("db"), estimate: 1 }, busy: { estimate: 5 }, b: port },
      { concurrency: 1 },
    );
    board.take();
    expect(board.serving("db").take()).toEqual(["start busy"]);
    board.skipOne("a", cancelled).take();
    board.ended("db", "failed");
    expect(board.ended("busy").take()).toEqual(["start b"]);
  });

  it("are given back once only by a stage that is given up while it waits for a retry", () => {
    const board = new NamedBoard({
      a: { ...port, estimate: 9 },
      b: { ...port, estimate: 8 },
      c: { ...port, estimate: 1 },
    });
    board.take();
    expect(board.retrying("a").take()).toEqual(["start b"]);
    expect(board.ended("a", "failed").take()).toEqual([]);
    expect(board.ended("b").take()).toEqual(["start c"]);
  });

  it("are waited for one pool apart from another", () => {
    const [x, y] = [{ resources: { x: 1 } }, { resources: { y: 1 } }];
    const board = new NamedBoard({ a: { ...x, estimate: 9 }, b: { ...y, estimate: 9 }, c: x, d: y });
    expect(board.take()).toEqual(["start a", "start b"]);
    expect(board.ended("b").take()).toEqual(["start d"]);
    expect(board.ended("a").take()).toEqual(["start c"]);
  });

  it("let by a stage that was skipped while it waited for them", () => {
    const board = new NamedBoard({ a: { ...port, estimate: 9 }, b: { ...port, estimate: 8 }, c: port });
    board.take();
    board.skipOne("b", cancelled);
    expect(board.ended("a").take()).toEqual(["skip b: cancelled", "start c"]);
  });
});

describe("keep scopes", () => {
  it('"dependents" ends once all that depend on the stage, however remotely, are over', () => {
    const board = new NamedBoard({ db: kept, a: needs("db"), b: needs("a"), c: needs("b"), other: {} });
    board.take();
    board.serving("db").take();
    board.ended("a").take();
    board.ended("b").take();
    expect(board.ended("c").take()).toEqual(["release db"]);
  });

  it('"dependents" lasts while one of several that depend on the stage through another is not over', () => {
    const board = new NamedBoard({ db: kept, a: needs("db"), b: needs("a"), c: needs("a"), other: {} });
    board.take();
    board.serving("db").take();
    expect(board.ended("a").take()).toEqual(["start b", "start c"]);
    expect(board.ended("b").take()).toEqual([]);
    expect(board.ended("c").take()).toEqual(["release db"]);
  });

  it('"dependents" ends at once where nothing depends on the stage', () => {
    const board = new NamedBoard({ db: kept, other: {} });
    board.take();
    expect(board.serving("db").take()).toEqual(["release db"]);
  });

  it('"dependents" ends where the dependents were skipped before it served', () => {
    const board = new NamedBoard({ a: {}, db: kept, b: needs("db", "a"), other: {} });
    board.take();
    board.ended("a", "failed").take();
    expect(board.serving("db").take()).toEqual(["release db"]);
  });

  it('"dependents" ends in reverse order', () => {
    const board = new NamedBoard({ network: kept, db: { ...kept, ...needs("network") }, a: needs("db") });
    board.take();
    board.serving("network").take();
    board.serving("db").take();
    expect(board.ended("a").take()).toEqual(["release db"]);
    expect(board.ended("db").take()).toEqual(["release network"]);
  });

  it('"end" ends when nothing else is left', () => {
    const board = new NamedBoard({ db: toTheEnd, a: needs("db"), other: {} });
    board.take();
    board.serving("db").take();
    expect(board.ended("a").take()).toEqual([]);
    expect(board.ended("other").take()).toEqual(["release db"]);
  });

  it('"end" waits for retries and for other teardowns', () => {
    const board = new NamedBoard({ db: toTheEnd, cache: kept, a: needs("cache") });
    board.take();
    board.serving("db").serving("cache").take();
    expect(board.retrying("a").take()).toEqual([]);
    board.due("a");
    expect(board.take()).toEqual(["start a"]);
    expect(board.ended("a").take()).toEqual(["release cache"]);
    expect(board.ended("cache").take()).toEqual(["release db"]);
  });

  it('"end" ends in reverse order, side by side where it can', () => {
    const board = new NamedBoard({
      network: toTheEnd,
      db: { ...toTheEnd, ...needs("network") },
      cache: { ...toTheEnd, ...needs("network") },
    });
    board.take();
    board.serving("network").take();
    board.serving("db").take();
    expect(board.serving("cache").take()).toEqual(["release db", "release cache"]);
    expect(board.ended("db").take()).toEqual([]);
    expect(board.ended("cache").take()).toEqual(["release network"]);
  });

  it('"end" of a stage that begins to serve when all others are over ends at once', () => {
    const board = new NamedBoard({ db: toTheEnd });
    board.take();
    expect(board.serving("db").take()).toEqual(["release db"]);
  });

  it("end in a paused run too", () => {
    const board = new NamedBoard({ db: kept, a: needs("db"), b: {} }, { concurrency: 2 });
    board.take();
    board.serving("db").take();
    board.board.pause();
    expect(board.ended("a").take()).toEqual(["release db"]);
  });
});

describe("starvation", () => {
  const port = { resources: { port: 1 }, estimate: 1 };
  const hog = { ...port, ...toTheEnd, estimate: 9 };

  it("skips what can never have its units, names who keeps them, and lets the scope end open", () => {
    const board = new NamedBoard({ db: hog, a: port, b: needs("a") });
    board.take();
    expect(board.serving("db").take()).toEqual(["skip a: starved db", "skip b: dependency-skipped a", "release db"]);
    expect(board.ended("db").take()).toEqual([]);
  });

  it("skips in the order of the plan, and only what is still there", () => {
    const [early, late] = [
      { ...port, estimate: 1 },
      { ...port, estimate: 2 },
    ];
    const board = new NamedBoard({ db: hog, a: early, b: late, c: port, busy: {} });
    board.take();
    board.serving("db").skipOne("c", cancelled).take();
    expect(board.ended("busy").take()).toEqual(["skip a: starved db", "skip b: starved db", "release db"]);
  });

  it("is not assumed while anything is active, retrying or to be torn down", () => {
    const board = new NamedBoard({ db: hog, a: port, busy: {}, flaky: {}, cache: kept });
    board.take();
    board.retrying("flaky").serving("db").serving("cache");
    expect(board.take()).toEqual(["release cache"]);
    expect(board.ended("busy").take()).toEqual([]);
    expect(board.ended("cache").take()).toEqual([]);
    expect(board.ended("flaky", "failed").take()).toEqual(["skip a: starved db", "release db"]);
  });

  it("is not assumed while the run is paused", () => {
    const board = new NamedBoard({ db: hog, a: port });
    board.take();
    board.board.pause();
    expect(board.serving("db").take()).toEqual([]);
    board.board.unpause();
    expect(board.take()).toEqual(["skip a: starved db", "release db"]);
  });

  it("makes a stage forfeit a retry that is due, and waits until that has ended", () => {
    const board = new NamedBoard({ a: { ...port, estimate: 10 }, db: hog });
    board.take();
    board.retrying("a").take();
    board.serving("db").due("a");
    expect(board.take()).toEqual(["forfeit a"]);
    expect(board.ended("a", "failed").take()).toEqual(["release db"]);
  });

  it("starts, after a skip, what waited for an end of what starved", () => {
    const board = new NamedBoard({ db: hog, a: port, b: { dependencies: [{ stage: "a", on: "settled" }] } });
    board.take();
    expect(board.serving("db").take()).toEqual(["skip a: starved db", "start b"]);
    expect(board.ended("b").take()).toEqual(["release db"]);
  });
});
