import type {
  ActionArgs,
  AnyEventObject,
  AnyStateMachine,
  AnyStateNode,
  AnyTransitionDefinition,
  MachineContext,
  StateValue,
} from "xstate";

export type Args = ActionArgs<MachineContext, AnyEventObject, AnyEventObject>;
export type Computed<Result = unknown> = (args: Args, params: unknown) => Result;

export type Assignment = Computed | Readonly<Record<string, unknown>>;
/** What `assign` makes carries what it assigns. */
type Action = Computed & { readonly assignment?: Assignment };
type Guard = Computed<boolean>;

/** What the chart names, and what its implementation is called with. */
interface Known<Implementation> {
  readonly type: string;
  readonly implementation: Implementation;
  /** Or the function that computes them. */
  readonly params: unknown;
}

/** What an event may do in one state, whatever the context is. */
export interface KnownStep {
  readonly guard: Known<Guard> | undefined;
  /**
   * Those of the states that are left, of the transition, and of the states that
   * are entered. Undefined: XState has to take this step, or find another.
   */
  readonly actions: readonly Known<Action>[] | undefined;
  /** Undefined where the same states stay active. */
  readonly to: StepTarget | undefined;
}

interface StepTarget {
  /** The states that are active then, from the outermost to the innermost. */
  readonly nodes: AnyStateNode[];
  readonly value: StateValue;
  /** The final state that is entered. */
  readonly end: AnyStateNode | undefined;
}

const LEFT_TO_XSTATE: KnownStep = { guard: undefined, actions: undefined, to: undefined };

/**
 * Works out what an event may do where these states are active, from the
 * outermost to the innermost. The first step whose guard allows it is taken.
 */
export function workOutSteps(
  logic: AnyStateMachine,
  active: readonly AnyStateNode[],
  eventType: string,
): readonly KnownStep[] {
  const transitions = active.toReversed().flatMap((node) => node.transitions.get(eventType) ?? []);
  return transitions.map((transition) => workOutStep(logic, active, transition));
}

function workOutStep(
  { implementations }: AnyStateMachine,
  active: readonly AnyStateNode[],
  transition: AnyTransitionDefinition,
): KnownStep {
  const { target: targets = [], reenter } = transition;
  const guard = transition.guard === undefined ? undefined : named<Guard>(transition.guard, implementations.guards);
  const isGuardKnown = transition.guard === undefined || guard !== undefined;
  const stays = innermostThatStays(transition);
  if (!isGuardKnown || stays === undefined || reenter || targets.length > 1) return LEFT_TO_XSTATE;
  const kept = targets.length === 0 ? active : active.slice(0, active.indexOf(stays) + 1);
  const left = active.slice(kept.length);
  const entered = targets.flatMap((target) => enteredBelow(stays, target));
  const nodes = [...kept, ...entered];
  const end = entered.find(({ type }) => type === "final");
  const actions = [
    ...left.toReversed().flatMap(({ exit }) => exit),
    ...transition.actions,
    ...entered.flatMap(({ entry }) => entry),
  ].map((action) => named<Action>(action, implementations.actions));
  const isSame = left.length === 0 && entered.length === 0;
  return {
    guard,
    actions: actions.every((action) => action !== undefined) ? actions : undefined,
    to: isSame ? undefined : { nodes, value: stateValueOf(nodes.slice(1)), end },
  };
}

type Reference = string | { readonly type: string; readonly params?: unknown } | ((...args: never) => unknown);

/** Undefined for what XState provides, which carries what it does (`raise`, `sendTo`, `not`): of that `assign` alone is known. */
function named<Implementation>(
  reference: Reference,
  implementations: Readonly<Record<string, unknown>>,
): Known<Implementation> | undefined {
  if (typeof reference === "function") return undefined;
  const { type, params } = typeof reference === "string" ? { type: reference, params: undefined } : reference;
  const implementation = implementations[type];
  if (typeof implementation !== "function" || "check" in implementation) return undefined;
  if ("resolve" in implementation && !("assignment" in implementation)) return undefined;
  return { type, implementation: implementation as Implementation, params };
}

/** The source, where the target is in it; else the innermost state that both are in. */
function innermostThatStays({ source, target: targets = [] }: AnyTransitionDefinition): AnyStateNode | undefined {
  const [target] = targets;
  if (target === undefined || [target, ...ancestorsOf(target)].includes(source)) return source;
  return ancestorsOf(target).find((ancestor) => ancestorsOf(source).includes(ancestor));
}

/** From the outermost to the innermost. */
function enteredBelow(stays: AnyStateNode, target: AnyStateNode): readonly AnyStateNode[] {
  const above = [target, ...ancestorsOf(target)];
  return [...above.slice(0, above.indexOf(stays)).toReversed(), ...initialStatesIn(target)];
}

function initialStatesIn({ type, initial }: AnyStateNode): readonly AnyStateNode[] {
  return type === "compound" ? initial.target.flatMap((node) => [node, ...initialStatesIn(node)]) : [];
}

/** From the innermost to the outermost. */
function ancestorsOf({ parent }: AnyStateNode): readonly AnyStateNode[] {
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
}

/** `{ outer: "inner" }`; `"outer"` where that is the innermost. */
function stateValueOf([outer, ...inner]: readonly AnyStateNode[]): StateValue {
  if (outer === undefined) return {};
  return inner.length === 0 ? outer.key : { [outer.key]: stateValueOf(inner) };
}
