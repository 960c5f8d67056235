import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { View } from "../../../src/model/view.ts";
import { createPalette } from "../../../src/report/console/palette.ts";
import { type FrameOptions, liveFrame } from "../../../src/report/live/live-frame.ts";
import { RunRecorder, STARTED_AT, viewOf } from "../../helpers/events.ts";

const kept = { keep: "dependents", phases: ["setup", "run", "teardown"] } as const;

/** A run with something of everything that can be under way. */
function busyRun(): RunRecorder {
  return new RunRecorder([
    { name: "database", ...kept },
    { name: "cache", ...kept },
    { name: "migrations", dependencies: ["database"] },
    { name: "api", dependencies: ["migrations"], retryLimit: 3 },
    { name: "search-index-of-all-the-products-there-are", dependencies: ["database"] },
    { name: "lint" },
    { name: "browser", dependencies: ["api"] },
    { name: "windows", selected: false },
  ])
    .finish("windows", { status: "skipped", skip: { reason: "not-selected" } })
    .start("database")
    .passPhases("database", { setup: 1_000, run: 10 })
    .tell("stage.serving", { stage: "database", attempt: 1 })
    .pass("migrations", 500)
    .start("lint")
    .openPhase("lint", "run")
    .closePhase("lint", "failed")
    .tell("stage.retrying", { stage: "lint", attempt: 1, nextAttempt: 2, delayMs: 5_000 })
    .start("search-index-of-all-the-products-there-are")
    .openPhase("search-index-of-all-the-products-there-are", "run")
    .tell("log", {
      stage: "search-index-of-all-the-products-there-are",
      attempt: 1,
      level: "info",
      message: "1,200 of 48,000 products → shard 3 …\nnext line",
    })
    .after(700)
    .start("api", 2)
    .openPhase("api", "run", 2);
}

function frameOf(view: View, options: Partial<FrameOptions> = {}, { unicode = true, color = false } = {}) {
  return liveFrame(view, {
    size: { columns: 80, rows: 24 },
    now: STARTED_AT + 3_300,
    remainingMs: undefined,
    palette: createPalette({ color, unicode }),
    ...options,
  });
}

describe("a frame of the live console", () => {
  const view = viewOf(busyRun().events);

  test.each([
    ["80 columns", { size: { columns: 80, rows: 24 }, remainingMs: 12_300 }, {}],
    ["200 columns", { size: { columns: 200, rows: 50 } }, {}],
    ["40 columns", { size: { columns: 40, rows: 24 } }, {}],
    ["ASCII", {}, { unicode: false }],
    ["colour", {}, { color: true }],
  ])("shows what is under way: %s", async (name, options, abilities) => {
    const frame = frameOf(view, options, abilities);
    await expect(`${frame.join("\n")}\n`).toMatchFileSnapshot(`../snapshots/live/frame-${name.replace(" ", "-")}.txt`);
  });

  test("holds nothing beyond ASCII where the terminal knows no more, but what users wrote", () => {
    const text = frameOf(
      viewOf(new RunRecorder([{ name: "a" }]).start("a").openPhase("a", "run").events),
      {},
      { unicode: false },
    );
    expect(text.join("")).toMatch(/^[ -~]*$/);
  });

  test("keeps its columns where signs take more room in ASCII", () => {
    const run = new RunRecorder([{ name: "a name that is far too long" }, { name: "a→b" }]);
    run.start("a name that is far too long").openPhase("a name that is far too long", "run");
    const frame = frameOf(viewOf(run.start("a→b").openPhase("a→b", "run").events), {}, { unicode: false });
    expect(frame.slice(1, 3)).toEqual([
      "/ a name that is far to...  run        3.3s",
      "/ a->b                      run        3.3s",
    ]);
  });

  test("tells that the run is paused, or why it is cancelled", () => {
    expect(frameOf(viewOf(busyRun().tell("run.paused", {}).events)).at(-1)).toMatch(/^paused · /);
    const cancelling = busyRun().tell("run.cancelling", { reason: "SIGINT", forced: false });
    expect(frameOf(viewOf(cancelling.events)).at(-1)).toMatch(/^cancelling: SIGINT · /);
  });

  test.each([
    { columns: 20, rows: 3 },
    { columns: 80, rows: 10 },
    { columns: 200, rows: 60 },
  ])("of 500 stages, 100 of them active, fits a terminal of %o", (size) => {
    const run = new RunRecorder(Array.from({ length: 500 }, (_, index) => ({ name: `stage-${index}` })));
    for (let index = 0; index < 100; index += 1) run.start(`stage-${index}`).openPhase(`stage-${index}`, "run");
    const frame = frameOf(viewOf(run.events), { size });
    expect(frame.length).toBeLessThan(Math.max(size.rows, 6));
    expect(Math.max(...frame.map((line) => stringWidth(line)))).toBeLessThan(size.columns);
  });
});
