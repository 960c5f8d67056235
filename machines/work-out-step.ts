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
export type Computed = (args: Args, params: unknown) => unknown;
export type Assignment = Computed | Readonly<Record<string, unknown>>;
/** What `assign` makes is a function that carries what it assigns. */
type Implementation = Computed & { readonly assignment?: Assignment };

interface KnownAction {
  readonly type: string;
  readonly implementation: Implementation;
  /** Or the function that computes them. */
  readonly params: unknown;
}

/** What a transition does from one state, whatever the context and the event are. */
export interface KnownStep {
  /** Those of the states that are left, of the transition, and of the states that are entered. */
  readonly actions: readonly KnownAction[];
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

/**
 * Works out what a transition does where these states are active, from the
 * outermost to the innermost; undefined where it is for XState to perform.
 */
export function workOutStep(
  { implementations }: AnyStateMachine,
  active: readonly AnyStateNode[],
  transition: AnyTransitionDefinition,
): KnownStep | undefined {
  const stays = innermostThatStays(transition);
  if (stays === undefined || transition.reenter) return undefined;
  const kept = transition.target === undefined ? active : active.slice(0, active.indexOf(stays) + 1);
  const left = active.slice(kept.length);
  const entered = (transition.target ?? []).flatMap((target) => enteredBelow(stays, target));
  const nodes = [...kept, ...entered];
  const end = entered.find(({ type }) => type === "final");
  const actions = [
    ...left.toReversed().flatMap(({ exit }) => exit),
    ...transition.actions,
    ...entered.flatMap(({ entry }) => entry),
    ...(end === undefined ? [] : nodes.toReversed().flatMap(({ exit }) => exit)),
  ].map((action) => knownAction(action, implementations.actions as Implementations));
  if (!actions.every((action) => action !== undefined)) return undefined;
  const isSame = left.length === 0 && entered.length === 0;
  return { actions, to: isSame ? undefined : { nodes, value: stateValueOf(nodes.slice(1)), end } };
}

type Implementations = Readonly<Record<string, Implementation | undefined>>;

/** Undefined for all that XState provides, but for `assign`. */
function knownAction(action: AnyStateNode["entry"][number], implementations: Implementations): KnownAction | undefined {
  if (typeof action === "function") return undefined;
  const { type, params } = typeof action === "string" ? { type: action, params: undefined } : action;
  const implementation = implementations[type];
  if (implementation === undefined || ("resolve" in implementation && !("assignment" in implementation)))
    return undefined;
  return { type, implementation, params };
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
