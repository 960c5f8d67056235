import fc from "fast-check";
const moment = fc.oneof({
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("time"), afterMs: fc.integer({ min: 0, max: 400 }) }),
}, { weight: 4, arbitrary: fc.record({ kind: fc.constant("event"), count: fc.integer({ min: 1, max: 80 }) }) }, { weight: 4, arbitrary: fc.record({ kind: fc.constant("call"), count: fc.integer({ min: 1, max: 30 }) }) }, { weight: 1, arbitrary: fc.constant({ kind: "atOnce" }) });
const action = fc.oneof({ weight: 3, arbitrary: fc.constant({ kind: "pause" }) }, { weight: 3, arbitrary: fc.constant({ kind: "resume" }) }, { weight: 4, arbitrary: fc.constant({ kind: "cancel" }) }, { weight: 2, arbitrary: fc.constant({ kind: "abort" }) }, { weight: 1, arbitrary: fc.constant({ kind: "dispose" }) }, {
    weight: 6,
    arbitrary: fc.record({
        kind: fc.constant("cancelStage"),
        stage: fc.nat(12).map((number) => `s${number}`),
    }),
});
/** What is done to a run from outside, and when. */
export const controls = fc.array(fc.record({ moment, action }), { maxLength: 5 });
