import fc from "fast-check";
import type { EdgeCondition } from "../../src/model/outcome.ts";
import type {
  AttemptScript,
  Behaviour,
  Decision,
  Ending,
  RetryScript,
  ReturnedKind,
  StageScript,
  ThrownKind,
} from "../oracle/scenario.ts";

const durationMs = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(1, 5, 10, 20, 50) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 120 }) },
);

const returned = fc.constantFrom<ReturnedKind[]>("json", "json", "json", "nothing", "lossy");
const thrown = fc.constantFrom<ThrownKind[]>(
  "error",
  "error",
  "error",
  "string",
  "undefined",
  "null",
  "cyclic",
  "hostile",
  "aggregate",
  "abortError",
);

const returns: fc.Arbitrary<Ending> = returned.map((value) => ({ kind: "returns", value }));
const throws: fc.Arbitrary<Ending> = thrown.map((value) => ({ kind: "throws", value }));
const onSignal: fc.Arbitrary<Ending> = fc.oneof(
  returns,
  throws,
  fc.constant<Ending>({ kind: "throws", value: "reason" }),
);

/** Undefined so many times in a hundred. */
const missing = <T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: percent, arbitrary: fc.constant(undefined) }, { weight: 100 - percent, arbitrary });

/** How a function takes its signal: at once, late, or (undefined) not at all. */
const onAbort = missing(
  30,
  fc.record({ afterMs: fc.oneof(fc.constant(0), fc.constant(0), durationMs), ending: onSignal }),
);

const atOnce = fc.record({ afterMs: fc.constant(0), sync: fc.boolean() });
const inTime = fc.record({ afterMs: durationMs, sync: fc.constant(false) });
const never = fc.constant({ afterMs: undefined, sync: false });

const behaviourOf = (when: fc.Arbitrary<Pick<Behaviour, "afterMs" | "sync">>, ending: fc.Arbitrary<Ending>) =>
  fc
    .tuple(when, ending, onAbort)
    .map(([settles, end, notices]): Behaviour => ({ ...settles, ending: end, onAbort: notices }));

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { weight: 10, arbitrary: behaviourOf(atOnce, returns) },
  { weight: 14, arbitrary: behaviourOf(inTime, returns) },
  { weight: 3, arbitrary: behaviourOf(atOnce, throws) },
  { weight: 3, arbitrary: behaviourOf(inTime, throws) },
  { weight: 1, arbitrary: behaviourOf(never, returns) },
);

const decisionOf = (answers: readonly Decision["answer"][]): fc.Arbitrary<Decision> =>
  fc
    .tuple(fc.oneof({ weight: 3, arbitrary: atOnce }, { weight: 2, arbitrary: inTime }), fc.constantFrom(...answers))
    .map(([settles, answer]) => ({ ...settles, answer }));

const decision = (answers: readonly Decision["answer"][]) =>
  fc.oneof(
    { weight: 30, arbitrary: decisionOf(answers) },
    { weight: 1, arbitrary: fc.constant<Decision>({ afterMs: undefined, sync: false, answer: "yes" }) },
  );

const attempt: fc.Arbitrary<AttemptScript> = fc.record({
  setup: behaviour,
  run: behaviour,
  teardown: behaviour,
  retry: decision(["yes", "yes", "yes", "words", "no", "throws"]),
});

const retry: fc.Arbitrary<RetryScript> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constant<RetryScript>({
      limit: 0,
      delayMs: 1,
      backoff: "fixed",
      maxDelayMs: undefined,
      jitter: false,
      decides: false,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      limit: fc.integer({ min: 0, max: 3 }),
      delayMs: durationMs,
      backoff: fc.constantFrom("fixed", "exponential"),
      maxDelayMs: missing(70, durationMs),
      jitter: fc.boolean(),
      decides: fc.boolean(),
    }),
  },
);

const timeout = missing(65, durationMs);

/** Units of pools called `p0` and `p1`. */
const demands = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Record<string, number>>({}) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 }))
      .map(([p0, p1]): Record<string, number> => ({ ...(p0 > 0 && { p0 }), ...(p1 > 0 && { p1 }) })),
  },
);

/** A stage that does not know yet which others there are. */
export interface StageDraft extends Omit<StageScript, "name" | "dependencies"> {
  /** How many places before it in the graph the stages are that it depends on. */
  readonly edges: readonly { readonly back: number; readonly on: EdgeCondition }[];
  /** Where it is defined among the others. */
  readonly rank: number;
}

export const stageDraft: fc.Arbitrary<StageDraft> = fc.record({
  edges: fc.array(
    fc.record({
      back: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 60 })),
      on: fc.constantFrom("passed", "passed", "passed", "passed", "settled", "failed" as const),
    }),
    { maxLength: 3 },
  ),
  rank: fc.nat(1000),
  optional: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  keep: fc.constantFrom("run", "run", "run", "dependents", "dependents", "end" as const),
  defines: fc.oneof(
    { weight: 3, arbitrary: fc.constant(["setup", "run", "teardown"] as const) },
    { weight: 2, arbitrary: fc.subarray(["setup", "run", "teardown"] as const) },
  ),
  timeouts: fc.record({ setup: timeout, run: timeout, teardown: timeout }),
  retry,
  demands,
  estimateMs: missing(70, durationMs),
  when: missing(75, decision(["yes", "yes", "yes", "yes", "no", "words", "throws"])),
  output: missing(80, fc.constantFrom("accepts", "accepts", "refuses", "throws" as const)),
  attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
});
