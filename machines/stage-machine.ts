import { type ActionArgs, assign, sendParent, setup } from "xstate";
import { CancelledError } from "../src/model/abort-errors.ts";
import type { ErrorPhase, Phase, PhaseStatus, Skip, StageFailure, StageStatus } from "../src/model/outcome.ts";
import { retryDelayMs } from "../src/model/retry-delay.ts";
import {
  attemptOf,
  tellEnd,
  tellPhaseAbandoned,
  tellPhaseFinished,
  tellPhaseStarted,
  tellRetrying,
} from "./stage-telling.ts";
import {
  aborting,
  abortingForGood,
  afterBrokenPhase,
  afterFailure,
  afterRun,
  afterServing,
  afterSetup,
  afterTeardown,
  begin,
  beginAgain,
  broken,
  doing,
  givingUp,
  leftOver,
  notTornDown,
  ofRun,
  ofSetup,
  ofTeardown,
  ofWhen,
  retryGivenUp,
  toFailed,
  toTeardown,
  untilSettled,
} from "./stage-transitions.ts";
import type { StageContext, StageEnd, StageEvent, StageInput, StageNews } from "./stage-types.ts";

type Args = ActionArgs<StageContext, StageEvent, StageEvent>;
type OfPhase = { readonly phase: Phase };

const types: { context?: StageContext; events?: StageEvent; input?: StageInput; output?: StageEnd } = {};

const stageSetup = setup({
  types,
  guards: {
    hasWhen: ({ context }) => context.stage.functions.when !== undefined,
    hasSetup: ({ context }) => context.stage.functions.setup !== undefined,
    hasRun: ({ context }) => context.stage.functions.run !== undefined,
    hasTeardown: ({ context }) => context.stage.functions.teardown !== undefined,
    isKept: ({ context }) => context.stage.keep !== "run",
    hasPassed: ({ context }) => firstFailureOf(context) === undefined,
    isLeftOver: ({ context, event }) => event.type === "stage.strayed" && event.attempt < context.attempt,
    hasRetryLeft: ({ context }) => context.retriesLeft > 0,
    asksRetryWhen: ({ context }) => context.retriesLeft > 0 && context.stage.functions.retryWhen !== undefined,
  },
  delays: {
    grace: ({ context }) => context.ports.graceMs,
    retryDelay: ({ context }) => context.retryDelayMs,
  },
  actions: {
    openAttempt: assign({
      attempt: ({ context }) => context.attempt + 1,
      session: ({ context, self }) =>
        context.ports.openSession(context.stage, context.attempt + 1, (reply) => self.send(reply)),
    }),
    decideWhen: ({ context }: Args) => context.session?.decideWhen(),
    decideRetry: ({ context }: Args) => context.session?.decideRetry(firstFailureOf(context)?.error),
    perform: ({ context }: Args, { phase }: OfPhase) => {
      tellPhaseStarted(context, phase);
      context.session?.perform(phase);
    },
    abort: ({ context, event }: Args) => context.session?.abort(errorOf(event)),
    abandon: ({ context }: Args) => context.session?.abandon(),

    collectFailure: assign(({ context, event }: Args, { phase }: { readonly phase: ErrorPhase }) => ({
      failures: [...context.failures, failureOf(context, event, phase)],
    })),
    collectLateFailure: assign(({ context, event }: Args, { phase }: OfPhase) => ({
      failures: withLateFailure(context, event, phase),
    })),
    collectCancel: assign(({ context, event }: Args, { phase }: OfPhase) => ({
      failures: withCancel(context, event, phase),
    })),
    noteAbort: assign({ abortStatus: ({ event }) => ABORT_STATUS[event.type] ?? "aborted" }),
    noteSkip: assign((_, skip: Skip) => ({ skip })),
    forbidRetry: assign({ retriesLeft: 0 }),
    planRetry: assign({
      retriesLeft: ({ context }) => context.retriesLeft - 1,
      retryDelayMs: ({ context }) => retryDelayMs(context.stage.retry, context.attempt, context.ports.random),
    }),

    tellStarted: ({ context }: Args) => context.ports.tell({ type: "stage.started", ...attemptOf(context) }),
    tellPassed: ({ context }: Args, { phase }: OfPhase) => tellPhaseFinished(context, phase, "passed"),
    tellFailed: ({ context }: Args, { phase }: OfPhase) => tellPhaseFinished(context, phase, "failed"),
    tellAborted: ({ context }: Args, { phase }: OfPhase) => tellPhaseFinished(context, phase, context.abortStatus),
    tellAbandoned: ({ context }: Args, { phase }: OfPhase) => tellPhaseAbandoned(context, phase, true),
    tellNotBegun: ({ context }: Args, { phase }: OfPhase) => tellPhaseAbandoned(context, phase, false),
    tellServing: ({ context }: Args) => context.ports.tell({ type: "stage.serving", ...attemptOf(context) }),
    tellRetrying: ({ context }: Args) => tellRetrying(context),
    tellEnd: ({ context }: Args, { status }: { readonly status: StageStatus }) => tellEnd(context, status),

    reportServing: sendParent(
      ({ context }: Args): StageNews => ({
        type: "stage.serving",
        index: context.stage.index,
        output: context.session?.output,
      }),
    ),
    reportRetrying: sendParent(
      ({ context }: Args): StageNews => ({ type: "stage.retrying", index: context.stage.index }),
    ),
    reportDue: sendParent(({ context }: Args): StageNews => ({ type: "stage.due", index: context.stage.index })),
  },
});

const noteSkip = {
  type: "noteSkip",
  params: ({ event }: { readonly event: { readonly skip: Skip } }) => event.skip,
} as const;

/**
 * One stage, from the start of the run to its end.
 *
 * ```
 * pending ──start──▶ setup ──▶ running ──▶ teardown ──▶ passed | failed
 *    │                 └─ fails ────────────▲    └─────▶ pending (a retry waits here)
 *    └──skip──▶ skipped
 * running = executing → serving      setup, running, teardown also have: aborting
 * ```
 *
 * Phases that the stage does not have are passed over. A phase that has to end
 * early waits in `aborting`, up to the grace time, for its function to settle,
 * so that a teardown never races its own `run`.
 */
export const stageMachine = stageSetup.createMachine({
  id: "stage",
  context: ({ input }) => beginningContext(input),
  output: ({ context, event }) => ({
    index: context.stage.index,
    status: event.output as StageStatus,
    output: context.session?.output,
  }),
  initial: "pending",
  states: {
    pending: {
      initial: "waiting",
      on: { "stage.strayed": { actions: { type: "collectFailure", params: ofRun } } },
      states: {
        waiting: {
          on: {
            start: [
              { guard: "hasWhen", target: "checking", actions: "openAttempt" },
              ...doing(["openAttempt", "tellStarted"], begin),
            ],
            skip: { target: "#stage.skipped", actions: noteSkip },
          },
        },
        checking: {
          entry: "decideWhen",
          on: {
            "when.passed": doing("tellStarted", begin),
            "when.refused": { target: "#stage.skipped", actions: noteSkip },
            "when.failed": { ...toFailed, actions: { type: "collectFailure", params: ofWhen } },
            "stage.strayed": { ...toFailed, actions: ["abort", "abandon", { type: "collectFailure", params: ofWhen }] },
            cancel: { target: "#stage.skipped", actions: ["abort", "abandon", noteSkip] },
          },
        },
        deciding: {
          entry: ["decideRetry", "reportRetrying"],
          on: {
            "retry.accepted": "backingOff",
            "retry.refused": toFailed,
            "retry.failed": retryGivenUp,
            cancel: { ...retryGivenUp, actions: ["abandon", retryGivenUp.actions] },
          },
        },
        backingOff: {
          entry: ["planRetry", "tellRetrying", "reportRetrying"],
          after: { retryDelay: "due" },
          on: { cancel: retryGivenUp },
        },
        due: {
          entry: "reportDue",
          on: { start: doing(["openAttempt", "tellStarted"], beginAgain), cancel: retryGivenUp },
        },
      },
    },
    setup: {
      initial: "performing",
      states: {
        performing: {
          entry: { type: "perform", params: ofSetup },
          on: {
            "phase.passed": doing({ type: "tellPassed", params: ofSetup }, afterSetup),
            "phase.failed": doing(broken(ofSetup), afterBrokenPhase),
            "phase.overdue": aborting(ofSetup),
            "stage.strayed": [leftOver(ofSetup), aborting(ofSetup)],
            cancel: abortingForGood(ofSetup),
          },
        },
        aborting: { ...untilSettled(ofSetup, afterBrokenPhase) },
      },
      on: { giveUp: givingUp(ofSetup) },
    },
    running: {
      initial: "executing",
      states: {
        executing: {
          entry: { type: "perform", params: ofRun },
          on: {
            "phase.passed": doing({ type: "tellPassed", params: ofRun }, afterRun),
            "phase.failed": doing(broken(ofRun), afterBrokenPhase),
            "phase.overdue": aborting(ofRun),
            "stage.strayed": [leftOver(ofRun), aborting(ofRun)],
            cancel: abortingForGood(ofRun),
          },
        },
        serving: {
          entry: ["forbidRetry", "tellServing", "reportServing"],
          on: {
            release: [toTeardown, ...afterServing],
            "stage.strayed": { actions: { type: "collectFailure", params: ofRun } },
            giveUp: [{ ...toFailed, guard: "hasTeardown", actions: notTornDown }, ...afterServing],
          },
        },
        aborting: { ...untilSettled(ofRun, afterBrokenPhase) },
      },
      on: { giveUp: givingUp(ofRun) },
    },
    teardown: {
      initial: "performing",
      states: {
        performing: {
          entry: { type: "perform", params: ofTeardown },
          on: {
            "phase.passed": doing({ type: "tellPassed", params: ofTeardown }, afterTeardown),
            "phase.failed": doing(broken(ofTeardown), afterFailure),
            "phase.overdue": aborting(ofTeardown),
            "stage.strayed": { actions: { type: "collectFailure", params: ofTeardown } },
            cancel: { actions: "forbidRetry" },
            giveUp: {
              ...toFailed,
              actions: [
                "noteAbort",
                { type: "collectFailure", params: ofTeardown },
                "abort",
                "abandon",
                { type: "tellAbandoned", params: ofTeardown },
              ],
            },
          },
        },
        aborting: { ...untilSettled(ofTeardown, afterFailure) },
      },
      on: {
        giveUp: { ...toFailed, actions: ["abandon", { type: "tellAbandoned", params: ofTeardown }] },
      },
    },
    passed: { type: "final", entry: { type: "tellEnd", params: { status: "passed" } }, output: "passed" },
    failed: { type: "final", entry: { type: "tellEnd", params: { status: "failed" } }, output: "failed" },
    skipped: { type: "final", entry: { type: "tellEnd", params: { status: "skipped" } }, output: "skipped" },
  },
});

const NO_FAILURES: readonly StageFailure[] = [];

/** The context of a stage that waits to begin. */
export function beginningContext({ stage, ports, firstAttempt, retriesLeft }: StageInput): StageContext {
  return {
    stage,
    ports,
    attempt: firstAttempt - 1,
    retriesLeft,
    retryDelayMs: 0,
    session: undefined,
    failures: NO_FAILURES,
    abortStatus: "aborted",
    skip: undefined,
  };
}

/** What an aborted phase is said to have been, by what aborted it. */
const ABORT_STATUS: Partial<Record<StageEvent["type"], PhaseStatus>> = {
  "phase.overdue": "timedOut",
  "stage.strayed": "failed",
};

function errorOf(event: StageEvent): unknown {
  return "error" in event ? event.error : undefined;
}

function failureOf({ attempt }: StageContext, event: StageEvent, phase: ErrorPhase): StageFailure {
  if (event.type !== "stage.strayed") return { phase, attempt, error: errorOf(event) };
  return { phase: event.phase, attempt: event.attempt, error: event.error };
}

/** The first failure of the current attempt. */
function firstFailureOf({ failures, attempt }: StageContext): StageFailure | undefined {
  return failures.find((failure) => failure.attempt === attempt);
}

/** What an aborted function throws is kept too, unless it only passes on the reason of its signal. */
function withLateFailure(context: StageContext, event: StageEvent, phase: Phase): readonly StageFailure[] {
  const { failures, attempt } = context;
  const error = errorOf(event);
  const reasons = failures.filter((failure) => failure.attempt === attempt && failure.phase === phase);
  if (event.type !== "phase.failed" || reasons.some((reason) => reason.error === error)) return failures;
  if (isAbortError(error)) return failures;
  return [...failures, failureOf(context, event, phase)];
}

/** A stage in `setup` or `run` has one cancellation error, however often it is cancelled; a teardown keeps its outcome. */
function withCancel(context: StageContext, event: StageEvent, phase: Phase): readonly StageFailure[] {
  const { failures, attempt } = context;
  const isCancelled = failures.some((failure) => failure.attempt === attempt && isA(CancelledError, failure.error));
  return phase === "teardown" || isCancelled ? failures : [...failures, failureOf(context, event, phase)];
}

function isAbortError(error: unknown): boolean {
  return isA(Error, error, ({ name }) => name === "AbortError");
}

/** Anything can be thrown: a revoked proxy throws when it is looked at. */
function isA<T>(
  type: new (message: string) => T,
  value: unknown,
  matches: (value: T) => boolean = () => true,
): boolean {
  try {
    return value instanceof type && matches(value);
  } catch {
    return false;
  }
}
