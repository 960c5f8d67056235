import fc from "fast-check";
const durationMs = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(1, 5, 10, 20, 50) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 120 }) });
const returned = fc.constantFrom("json", "json", "json", "nothing", "lossy");
const thrown = fc.constantFrom("error", "error", "error", "string", "undefined", "null", "cyclic", "hostile", "aggregate", "abortError");
const returns = returned.map((value) => ({ kind: "returns", value }));
const throws = thrown.map((value) => ({ kind: "throws", value }));
const onSignal = fc.oneof(returns, throws, fc.constant({ kind: "throws", value: "reason" }));
/** Undefined so many times in a hundred. */
const missing = (percent, arbitrary) => fc.oneof({ weight: percent, arbitrary: fc.constant(undefined) }, { weight: 100 - percent, arbitrary });
/** How a function takes its signal: at once, late, or (undefined) not at all. */
const onAbort = missing(30, fc.record({ afterMs: fc.oneof(fc.constant(0), fc.constant(0), durationMs), ending: onSignal }));
const atOnce = fc.record({ afterMs: fc.constant(0), sync: fc.boolean() });
const inTime = fc.record({ afterMs: durationMs, sync: fc.constant(false) });
const never = fc.constant({ afterMs: undefined, sync: false });
const behaviourOf = (when, ending) => fc
    .tuple(when, ending, onAbort)
    .map(([settles, end, notices]) => ({ ...settles, ending: end, onAbort: notices }));
const behaviour = fc.oneof({ weight: 10, arbitrary: behaviourOf(atOnce, returns) }, { weight: 14, arbitrary: behaviourOf(inTime, returns) }, { weight: 3, arbitrary: behaviourOf(atOnce, throws) }, { weight: 3, arbitrary: behaviourOf(inTime, throws) }, { weight: 1, arbitrary: behaviourOf(never, returns) });
const decisionOf = (answers) => fc
    .tuple(fc.oneof({ weight: 3, arbitrary: atOnce }, { weight: 2, arbitrary: inTime }), fc.constantFrom(...answers))
    .map(([settles, answer]) => ({ ...settles, answer }));
const decision = (answers) => fc.oneof({ weight: 30, arbitrary: decisionOf(answers) }, { weight: 1, arbitrary: fc.constant({ afterMs: undefined, sync: false, answer: "yes" }) });
const attempt = fc.record({
    setup: behaviour,
    run: behaviour,
    teardown: behaviour,
    retry: decision(["yes", "yes", "yes", "words", "no", "throws"]),
});
const retry = fc.oneof({
    weight: 3,
    arbitrary: fc.constant({
        limit: 0,
        delayMs: 1,
        backoff: "fixed",
        maxDelayMs: undefined,
        jitter: false,
        decides: false,
    }),
}, {
    weight: 2,
    arbitrary: fc.record({
        limit: fc.integer({ min: 0, max: 3 }),
        delayMs: durationMs,
        backoff: fc.constantFrom("fixed", "exponential"),
        maxDelayMs: missing(70, durationMs),
        jitter: fc.boolean(),
        decides: fc.boolean(),
    }),
});
const timeout = missing(65, durationMs);
/** Units of pools called `p0` and `p1`. */
const demands = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, {
    weight: 2,
    arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 }))
        .map(([p0, p1]) => ({ ...(p0 > 0 && { p0 }), ...(p1 > 0 && { p1 }) })),
});
export const stageDraft = fc.record({
    edges: fc.array(fc.record({
        back: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 60 })),
        on: fc.constantFrom("passed", "passed", "passed", "passed", "settled", "failed"),
    }), { maxLength: 3 }),
    rank: fc.nat(1000),
    optional: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    keep: fc.constantFrom("run", "run", "run", "dependents", "dependents", "end"),
    defines: fc.oneof({ weight: 3, arbitrary: fc.constant(["setup", "run", "teardown"]) }, { weight: 2, arbitrary: fc.subarray(["setup", "run", "teardown"]) }),
    timeouts: fc.record({ setup: timeout, run: timeout, teardown: timeout }),
    retry,
    demands,
    estimateMs: missing(70, durationMs),
    when: missing(75, decision(["yes", "yes", "yes", "yes", "no", "words", "throws"])),
    output: missing(80, fc.constantFrom("accepts", "accepts", "refuses", "throws")),
    attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
});
