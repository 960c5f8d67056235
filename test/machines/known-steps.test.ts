import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  assign,
  createActor,
  createMachine,
  type InspectionEvent,
  not,
  raise,
  setup,
} from "xstate";
import { withKnownSteps } from "../../machines/known-steps.ts";

const EVENTS = ["a", "b", "c"] as const;

type Given = { readonly context: { readonly count: number } };
const isEven = ({ context }: Given) => context.count % 2 === 0;
/** Of each kind that a chart may have; what is no name is for XState to ask. */
const GUARDS = {
  none: undefined,
  named: "isEven",
  "with params": { type: "isBelow", params: { limit: 3 } },
  "with computed params": { type: "isBelow", params: ({ context }: Given) => ({ limit: 2 * context.count - 4 }) },
  inline: isEven,
  provided: not("isEven"),
  "provided by name": "isOdd",
} as const;

interface Tree {
  readonly inner: readonly Tree[];
}

/** Where a transition goes, by the positions of states; `raises`: it is for XState to perform. */
interface Way {
  readonly from: number;
  readonly event: (typeof EVENTS)[number];
  readonly to: number | undefined;
  readonly reenter: boolean;
  readonly guard: keyof typeof GUARDS;
  readonly raises: boolean;
}

const position = fc.nat({ max: 30 });
const treeOf = (inner: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc.record({ inner: fc.array(inner, { maxLength: 3 }) });
const leaf = fc.constant<Tree>({ inner: [] });
const tree = treeOf(treeOf(leaf));
const trees = fc.array(tree, { minLength: 1, maxLength: 3 });
const ways = fc.array(
  fc.record({
    from: position,
    event: fc.constantFrom(...EVENTS),
    to: fc.option(position, { nil: undefined }),
    reenter: fc.boolean(),
    guard: fc.constantFrom(...(Object.keys(GUARDS) as (keyof typeof GUARDS)[])),
    raises: fc.nat({ max: 5 }).map((chance) => chance === 0),
  }),
  { maxLength: 20 },
);
const events = fc.array(fc.constantFrom(...EVENTS), { minLength: 1, maxLength: 12 });

const chart = setup({
  types: {} as { context: { count: number; from: string }; output: unknown },
  guards: {
    isEven,
    isOdd: not("isEven"),
    isBelow: ({ context }, { limit }: { limit: number }) => context.count < limit,
  },
  actions: {
    note: () => {},
    count: assign({ count: ({ context }) => context.count + 1 }),
    name: assign((_, from: string) => ({ from })),
    rename: assign({ from: ({ context }, suffix: string) => context.from + suffix }),
  },
});

/** A chart whose every state tells when it is entered and left. */
function createChart(forest: readonly Tree[], transitions: readonly Way[]): AnyStateMachine {
  const ids: string[] = [];
  const name = ({ inner }: Tree, id: string): void => {
    ids.push(id);
    for (const [at, child] of inner.entries()) name(child, `${id}-${at}`);
  };
  for (const [at, each] of forest.entries()) name(each, `s${at}`);
  ids.push("end");
  const idAt = (at: number) => ids[at % ids.length];
  const stateOf = (id: string, inner: readonly Tree[]): object => {
    const children = inner.map((child, at) => [`${id}-${at}`, stateOf(`${id}-${at}`, child.inner)] as const);
    const on: Record<string, object[]> = {};
    for (const { from, event, to, reenter, guard, raises } of transitions) {
      if (idAt(from) !== id) continue;
      const target = to === undefined ? {} : { target: `#${idAt(to)}` };
      on[event] = [
        ...(on[event] ?? []),
        {
          ...target,
          reenter,
          ...(guard !== "none" && { guard: GUARDS[guard] }),
          actions: [
            "count",
            { type: "name", params: () => id },
            { type: "rename", params: "!" },
            ...(raises ? [raise({ type: "c" }, { delay: 1 })] : []),
          ],
        },
      ];
    }
    return {
      id,
      entry: [
        { type: "note", params: ({ context }: { context: object }) => ({ entered: id, ...context }) },
        "count",
        { type: "note", params: { entered: id } },
      ],
      exit: { type: "note", params: ({ context }: { context: object }) => ({ left: id, ...context }) },
      on,
      ...(children.length > 0 && { initial: `${id}-0`, states: Object.fromEntries(children) }),
    };
  };
  const states = Object.fromEntries(forest.map(({ inner }, at) => [`s${at}`, stateOf(`s${at}`, inner)]));
  const end = {
    id: "end",
    type: "final",
    entry: { type: "note", params: { entered: "end" } },
    output: ({ event }: { event: object }) => event,
  };
  return chart.createMachine({
    id: "root",
    context: { count: 0, from: "" },
    initial: "s0",
    output: ({ event, context }: { event: object; context: object }) => ({ event, context }),
    states: { ...states, end },
  } as never) as unknown as AnyStateMachine;
}

/** All that can be seen of an actor that gets these events. */
function follow(logic: AnyStateMachine, sent: readonly string[]) {
  const seen: unknown[] = [];
  const actor = createActor(logic, {
    clock: { setTimeout: () => 0, clearTimeout: () => {} },
    inspect: (inspection) => {
      if (inspection.type === "@xstate.action")
        seen.push(inspection.action.type.startsWith("xstate.") ? inspection.action.type : inspection.action);
      if (inspection.type !== "@xstate.snapshot") return;
      const { _nodes, machine: _machine, ...rest } = inspection.snapshot as AnyMachineSnapshot;
      const states = _nodes.map(({ id }) => id);
      // XState turns them round at the end.
      seen.push({ ...rest, states: rest.status === "done" ? states.toSorted() : states });
    },
  }).start();
  for (const type of sent) if (actor.getSnapshot().status === "active") actor.send({ type });
  return seen;
}

describe("known steps", () => {
  it("are those that XState takes, on charts of any shape", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(trees, ways, events, (forest, transitions, sent) => {
        const machine = createChart(forest, transitions);
        expect(follow(withKnownSteps(machine), sent)).toEqual(follow(machine, sent));
      }),
      { numRuns: 1_000 },
    );
  });

  it("leave a transition to several targets to XState", () => {
    const machine = createMachine({
      initial: "a",
      states: {
        a: { on: { a: { target: ["p", "#q"] } } },
        p: { initial: "o", states: { o: {}, q: { id: "q" } } },
      },
    });
    expect(follow(withKnownSteps(machine), ["a"])).toEqual(follow(machine, ["a"]));
  });

  it("leave to XState only what does more than call and assign", () => {
    const sent: string[] = [];
    const machine = createChart(
      [{ inner: [] }, { inner: [] }],
      [
        { from: 0, event: "a", to: 1, reenter: false, guard: "none", raises: false },
        { from: 1, event: "b", to: 0, reenter: false, guard: "none", raises: true },
      ],
    );
    const inspect = (inspection: InspectionEvent) => {
      if (inspection.type === "@xstate.microstep") sent.push(inspection.event.type);
    };
    const actor = createActor(withKnownSteps(machine), { inspect }).start();
    for (const type of ["a", "b", "a"]) actor.send({ type });
    actor.stop();
    expect(sent).toEqual(["b", "xstate.stop"]);
  });

  it.each<[string, object]>([
    ["parallel states", { type: "parallel", states: { a: {}, b: {} } }],
    ["history", { initial: "a", states: { a: {}, b: { type: "history" } } }],
    ["always", { initial: "a", states: { a: { always: "b" }, b: {} } }],
    ["invoke", { initial: "a", states: { a: { invoke: { src: "x" } } } }],
    ["wildcards", { initial: "a", states: { a: { on: { "b.*": {} } } } }],
    ["actions at its end", { initial: "a", exit: () => {}, states: { a: {} } }],
    ["actions at the end of a final state", { initial: "a", states: { a: { type: "final", exit: () => {} } } }],
    ["tags", { initial: "a", states: { a: { tags: "t" } } }],
    ["actions of initial", { initial: { target: "a", actions: () => {} }, states: { a: {} } }],
    [
      "a final state below the top",
      { initial: "a", states: { a: { initial: "b", states: { b: { type: "final" } } } } },
    ],
  ])("refuse a chart with %s", (_, config) => {
    expect(() => withKnownSteps(createMachine(config))).toThrow(RangeError);
  });
});
