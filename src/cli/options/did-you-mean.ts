import { nearestName } from "../../util/nearest-name.ts";

/** The end of a message about an unknown name: the nearest known one, where there is one near. */
export function didYouMean(
  name: string,
  known: readonly string[],
  show: (name: string) => string = JSON.stringify,
): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? "" : `; did you mean ${show(nearest)}?`;
}
