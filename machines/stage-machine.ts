import { type ActionArgs, assign, sendParent, setup } from "xstate";
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
    hasPassed: ({ context }) => context.failures.at(-1)?.attempt !== context.attempt,
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
    decideRetry: ({ context }: Args) => context.session?.decideRetry(firstErrorOf(context)),
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
    noteAbort: assign({ abortStatus: ({ event }) => ABORT_STATUS[event.type] ?? "aborted" }),
    noteSkip: assign({ skip: ({ event }) => skipOf(event) }),
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

// The ways on, as guarded targets. They pass over the phases that the stage does not have.
const afterFailure = [
  { guard: "asksRetryWhen", target: "#stage.pending.deciding" },
  { guard: "hasRetryLeft", target: "#stage.pending.backingOff" },
  { target: "#stage.failed" },
] as const;
const toTeardown = { guard: "hasTeardown", target: "#stage.teardown" } as const;
const afterTeardown = [{ guard: "hasPassed", target: "#stage.passed" }, ...afterFailure] as const;
const afterBrokenPhase = [toTeardown, ...afterFailure] as const;
const afterServing = [toTeardown, ...afterTeardown] as const;
const afterRun = [{ guard: "isKept", target: "#stage.running.serving" }, ...afterServing] as const;
const afterSetup = [{ guard: "hasRun", target: "#stage.running" }, ...afterRun] as const;
const begin = [{ guard: "hasSetup", target: "#stage.setup" }, ...afterSetup] as const;

/** Gives each of several guarded targets the same actions. */
function doing<const Actions, const Target extends object>(actions: Actions, targets: readonly Target[]) {
  return targets.map((target) => ({ ...target, actions }));
}

const ofSetup = { phase: "setup" } as const;
const ofRun = { phase: "run" } as const;
const ofTeardown = { phase: "teardown" } as const;

/** The phase's function runs, and has to stop now. */
const aborting = <const Params extends OfPhase>(params: Params) =>
  ({ target: "aborting", actions: ["noteAbort", { type: "collectFailure", params }, "abort"] }) as const;

/** Settles without a teardown, and says so. */
const givingUp = <const Actions extends readonly unknown[]>(...actions: Actions) =>
  [
    {
      guard: "hasTeardown",
      target: "#stage.failed",
      actions: [
        ...actions,
        { type: "collectFailure", params: ofTeardown },
        { type: "tellNotBegun", params: ofTeardown },
      ],
    },
    { target: "#stage.failed", actions },
  ] as const;

const retryGivenUp = {
  target: "#stage.failed",
  actions: { type: "collectFailure", params: { phase: "retry" } },
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
  context: ({ input }) => ({
    stage: input.stage,
    ports: input.ports,
    attempt: input.firstAttempt - 1,
    retriesLeft: input.retriesLeft,
    retryDelayMs: 0,
    session: undefined,
    failures: NO_FAILURES,
    abortStatus: "aborted",
    skip: undefined,
  }),
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
            skip: { target: "#stage.skipped", actions: "noteSkip" },
          },
        },
        checking: {
          entry: "decideWhen",
          on: {
            "when.passed": doing("tellStarted", begin),
            "when.refused": { target: "#stage.skipped", actions: "noteSkip" },
            "when.failed": { target: "#stage.failed", actions: { type: "collectFailure", params: { phase: "when" } } },
            "stage.strayed": {
              target: "#stage.failed",
              actions: ["abandon", { type: "collectFailure", params: { phase: "when" } }],
            },
            cancel: { target: "#stage.skipped", actions: ["abandon", "noteSkip"] },
          },
        },
        deciding: {
          entry: ["decideRetry", "reportRetrying"],
          on: {
            "retry.accepted": "backingOff",
            "retry.refused": "#stage.failed",
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
          on: { start: doing(["openAttempt", "tellStarted"], begin), cancel: retryGivenUp },
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
            "phase.failed": doing(
              [
                { type: "collectFailure", params: ofSetup },
                { type: "tellFailed", params: ofSetup },
              ],
              afterBrokenPhase,
            ),
            "phase.overdue": aborting(ofSetup),
            "stage.strayed": aborting(ofSetup),
            cancel: { ...aborting(ofSetup), actions: ["forbidRetry", ...aborting(ofSetup).actions] },
          },
        },
        aborting: {
          after: {
            grace: doing(["abandon", { type: "tellAbandoned", params: ofSetup }], afterBrokenPhase),
          },
          on: {
            "phase.passed": doing({ type: "tellAborted", params: ofSetup }, afterBrokenPhase),
            "phase.failed": doing(
              [
                { type: "collectLateFailure", params: ofSetup },
                { type: "tellAborted", params: ofSetup },
              ],
              afterBrokenPhase,
            ),
            "stage.strayed": { actions: { type: "collectFailure", params: ofSetup } },
            cancel: { actions: "forbidRetry" },
            giveUp: givingUp("abandon", { type: "tellAbandoned", params: ofSetup }),
          },
        },
      },
    },
    running: {
      initial: "executing",
      states: {
        executing: {
          entry: { type: "perform", params: ofRun },
          on: {
            "phase.passed": doing({ type: "tellPassed", params: ofRun }, afterRun),
            "phase.failed": doing(
              [
                { type: "collectFailure", params: ofRun },
                { type: "tellFailed", params: ofRun },
              ],
              afterBrokenPhase,
            ),
            "phase.overdue": aborting(ofRun),
            "stage.strayed": aborting(ofRun),
            cancel: { ...aborting(ofRun), actions: ["forbidRetry", ...aborting(ofRun).actions] },
          },
        },
        serving: {
          entry: ["forbidRetry", "tellServing", "reportServing"],
          on: {
            release: afterServing,
            "stage.strayed": { actions: { type: "collectFailure", params: ofRun } },
            giveUp: [...givingUp().slice(0, 1), ...afterTeardown],
          },
        },
        aborting: {
          after: {
            grace: doing(["abandon", { type: "tellAbandoned", params: ofRun }], afterBrokenPhase),
          },
          on: {
            "phase.passed": doing({ type: "tellAborted", params: ofRun }, afterBrokenPhase),
            "phase.failed": doing(
              [
                { type: "collectLateFailure", params: ofRun },
                { type: "tellAborted", params: ofRun },
              ],
              afterBrokenPhase,
            ),
            "stage.strayed": { actions: { type: "collectFailure", params: ofRun } },
            cancel: { actions: "forbidRetry" },
            giveUp: givingUp("abandon", { type: "tellAbandoned", params: ofRun }),
          },
        },
      },
    },
    teardown: {
      initial: "performing",
      on: {
        "stage.strayed": { actions: { type: "collectFailure", params: ofTeardown } },
        cancel: { actions: "forbidRetry" },
      },
      states: {
        performing: {
          entry: { type: "perform", params: ofTeardown },
          on: {
            "phase.passed": doing({ type: "tellPassed", params: ofTeardown }, afterTeardown),
            "phase.failed": doing(
              [
                { type: "collectFailure", params: ofTeardown },
                { type: "tellFailed", params: ofTeardown },
              ],
              afterFailure,
            ),
            "phase.overdue": aborting(ofTeardown),
            giveUp: {
              target: "#stage.failed",
              actions: [
                "noteAbort",
                { type: "collectFailure", params: ofTeardown },
                "abandon",
                { type: "tellAbandoned", params: ofTeardown },
              ],
            },
          },
        },
        aborting: {
          after: {
            grace: doing(["abandon", { type: "tellAbandoned", params: ofTeardown }], afterFailure),
          },
          on: {
            "phase.passed": doing({ type: "tellAborted", params: ofTeardown }, afterFailure),
            "phase.failed": doing(
              [
                { type: "collectLateFailure", params: ofTeardown },
                { type: "tellAborted", params: ofTeardown },
              ],
              afterFailure,
            ),
            giveUp: {
              target: "#stage.failed",
              actions: ["abandon", { type: "tellAbandoned", params: ofTeardown }],
            },
          },
        },
      },
    },
    passed: { type: "final", entry: { type: "tellEnd", params: { status: "passed" } }, output: "passed" },
    failed: { type: "final", entry: { type: "tellEnd", params: { status: "failed" } }, output: "failed" },
    skipped: { type: "final", entry: { type: "tellEnd", params: { status: "skipped" } }, output: "skipped" },
  },
});

const NO_FAILURES: readonly StageFailure[] = [];

/** What an aborted phase is said to have been, by what aborted it. */
const ABORT_STATUS: Partial<Record<StageEvent["type"], PhaseStatus>> = {
  "phase.overdue": "timedOut",
  "stage.strayed": "failed",
};

function errorOf(event: StageEvent): unknown {
  return "error" in event ? event.error : undefined;
}

function failureOf({ attempt }: StageContext, event: StageEvent, phase: ErrorPhase): StageFailure {
  return { phase: event.type === "stage.strayed" ? event.phase : phase, attempt, error: errorOf(event) };
}

function firstErrorOf({ failures, attempt }: StageContext): unknown {
  return failures.find((failure) => failure.attempt === attempt)?.error;
}

/** What an aborted function throws is kept too, unless it only passes on the reason of its signal. */
function withLateFailure(context: StageContext, event: StageEvent, phase: Phase): readonly StageFailure[] {
  const { failures } = context;
  const error = errorOf(event);
  if (event.type !== "phase.failed" || failures.some((failure) => failure.error === error)) return failures;
  if (error instanceof Error && error.name === "AbortError") return failures;
  return [...failures, failureOf(context, event, phase)];
}

function skipOf(event: StageEvent): Skip | undefined {
  if (event.type === "skip" || event.type === "cancel") return event.skip;
  if (event.type !== "when.refused") return undefined;
  return { reason: "condition", ...(event.message !== undefined && { message: event.message }) };
}
