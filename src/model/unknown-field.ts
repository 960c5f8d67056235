import { joinWords } from "../util/join-words.ts";
import { nearestName } from "../util/nearest-name.ts";
import { pathText } from "./path-text.ts";

/** What is told of a field that is not known: the nearest one that is, else all of them. */
export function unknownField(path: readonly PropertyKey[], known: readonly string[]): string {
  const parent = path.slice(0, -1);
  const nearest = nearestName(String(path.at(-1)), known);
  const unknown = `Unknown field "${pathText(path)}"`;
  if (nearest !== undefined) return `${unknown}; did you mean "${pathText([...parent, nearest])}"?`;
  return `${unknown}. The fields${parent.length > 0 ? ` of "${pathText(parent)}"` : ""} are ${joinWords(known)}.`;
}
