import fc from "fast-check";
import type { Control } from "./control.ts";

const moment: fc.Arbitrary<Control["moment"]> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("time" as const), afterMs: fc.integer({ min: 0, max: 400 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("event" as const), count: fc.integer({ min: 1, max: 80 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("call" as const), count: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "atOnce" as const }) },
);

const action: fc.Arbitrary<Control["action"]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: "pause" as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: "resume" as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: "cancel" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "abort" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "dispose" as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("cancelStage" as const),
      stage: fc.nat(12).map((number) => `s${number}`),
    }),
  },
);

/** What is done to a run from outside, and when. */
export const controls: fc.Arbitrary<readonly Control[]> = fc.array(fc.record({ moment, action }), { maxLength: 5 });
