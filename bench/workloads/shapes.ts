import { createRandom } from "./random-plan.ts";

/** For each stage the positions of those that it needs, all of them before it. */
export type Needs = readonly (readonly number[])[];

const LAYER = 100;

export const SHAPES = {
  /** Each stage needs the one before. */
  chain: (size) => fill(size, (index) => (index === 0 ? [] : [index - 1])),
  /** No stage needs another. */
  wide: (size) => fill(size, () => []),
  /** Layers of a hundred; each stage needs three of the layer before. */
  layered: (size) =>
    fill(size, (index) => {
      const before = (Math.floor(index / LAYER) - 1) * LAYER;
      return before < 0 ? [] : [0, 13, 26].map((offset) => before + ((index * 7 + offset) % LAYER));
    }),
  /** Each stage needs up to four of all those before it. */
  random: (size) => {
    const random = createRandom(size);
    return fill(size, (index) => {
      const count = Math.min(index, Math.floor(random() * 5));
      return [...new Set(Array.from({ length: count }, () => Math.floor(random() * index)))];
    });
  },
} as const satisfies Record<string, (size: number) => Needs>;

export type Shape = keyof typeof SHAPES;

function fill(size: number, needsOf: (index: number) => readonly number[]): Needs {
  return Array.from({ length: size }, (_, index) => needsOf(index));
}
