import { describe, expect, it } from "vitest";
import { NamedBoard } from "../helpers/board.ts";

const needs = (...dependencies: readonly string[]) => ({ dependencies });
const kept = { keep: "dependents" } as const;

describe("what was over before the run was continued, and stands on an environment that is brought up again", () => {
  it("lets its dependents start once the environment serves", () => {
    const board = new NamedBoard(
      { db: kept, seed: needs("db"), check: needs("seed") },
      { settled: { seed: "passed" } },
    );
    expect(board.take()).toEqual(["start db"]);
    expect(board.serving("db").take()).toEqual(["start check"]);
    expect(board.ended("check").take()).toEqual(["release db"]);
  });

  it("waits for each of its environments", () => {
    const board = new NamedBoard(
      { db: kept, cache: kept, seed: needs("db", "cache"), check: needs("seed") },
      { settled: { seed: "passed" } },
    );
    board.take();
    expect(board.serving("db").take()).toEqual([]);
    expect(board.serving("cache").take()).toEqual(["start check"]);
  });

  it("waits for environments that it reaches through other stages", () => {
    const board = new NamedBoard(
      { db: kept, seed: needs("db"), order: needs("seed"), check: needs("order") },
      { settled: { seed: "passed", order: "passed" } },
    );
    expect(board.take()).toEqual(["start db"]);
    expect(board.serving("db").take()).toEqual(["start check"]);
  });

  it("still counts as failed where it had failed", () => {
    const board = new NamedBoard(
      {
        db: kept,
        seed: needs("db"),
        check: needs("seed"),
        rescue: { dependencies: [{ stage: "seed", on: "failed" }] },
      },
      { settled: { seed: "failed" } },
    );
    board.take();
    expect(board.serving("db").take()).toEqual(["skip check: dependency-failed seed", "start rescue"]);
  });

  it("takes its dependents along when the environment does not come up again", () => {
    const board = new NamedBoard(
      { db: kept, cache: kept, seed: needs("db", "cache"), check: needs("seed"), other: needs("cache") },
      { settled: { seed: "passed" } },
    );
    board.take();
    expect(board.ended("db", "failed").take()).toEqual(["skip check: dependency-failed db"]);
    expect(board.serving("cache").take()).toEqual(["start other"]);
  });
});
