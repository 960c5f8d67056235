import type { AnyStateMachine, AnyStateNode } from "xstate";

/** Draws a statechart as the text of a mermaid state diagram. */
export function chartToMermaid(machine: AnyStateMachine): string {
  const { root } = machine;
  return ["stateDiagram-v2", ...drawChildren(root, 1), ...drawTransitions(root), ""].join("\n");
}

function drawChildren(node: AnyStateNode, depth: number): string[] {
  const indent = "  ".repeat(depth);
  const children = Object.values(node.states);
  const [initial] = node.initial?.target ?? [];
  return [
    ...(initial === undefined ? [] : [`${indent}[*] --> ${idOf(initial)}`]),
    ...children.flatMap((child) => {
      if (Object.keys(child.states).length === 0) return [`${indent}${idOf(child)} : ${child.key}`];
      return [`${indent}state "${child.key}" as ${idOf(child)} {`, ...drawChildren(child, depth + 1), `${indent}}`];
    }),
    ...children.filter(({ type }) => type === "final").map((child) => `${indent}${idOf(child)} --> [*]`),
  ];
}

/** One arrow for all events that lead from one state to another under the same guard. */
function drawTransitions(node: AnyStateNode): string[] {
  const arrows = new Map<string, Set<string>>();
  for (const transition of [...[...node.transitions.values()].flat(), ...(node.always ?? [])]) {
    const guard = guardOf(transition.guard);
    for (const target of transition.target ?? []) {
      const key = `${node.parent === undefined ? "[*]" : idOf(node)} --> ${idOf(target)} : % ${guard}`;
      arrows.set(key, (arrows.get(key) ?? new Set()).add(eventName(transition.eventType)));
    }
  }
  const lines = [...arrows].map(([key, events]) => `  ${key.replace("%", [...events].join(", ")).trimEnd()}`);
  return [...lines.map((line) => line.replace("  [", " [")), ...Object.values(node.states).flatMap(drawTransitions)];
}

function eventName(type: string): string {
  if (type === "") return "at once";
  if (type.startsWith("xstate.done.actor")) return "a stage is over";
  if (type.startsWith("xstate.error.actor")) return "a stage broke";
  const delay = /^xstate\.after\.([^.]+)\./.exec(type)?.[1];
  return delay === undefined ? type : `after ${delay}`;
}

/** Mermaid takes neither dots nor some words, such as `end`, as ids. */
function idOf(node: AnyStateNode): string {
  return node.path.length === 0 ? "run_" : node.path.join("_");
}

/** A guard is its name, or its name with what it is given. */
function guardOf(guard: unknown): string {
  const name = typeof guard === "object" && guard !== null && "type" in guard ? guard.type : guard;
  return typeof name === "string" ? ` [${name}]` : "";
}
