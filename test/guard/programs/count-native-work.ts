/** How many elements built-in functions have gone through, which counts of calls do not see. */
export interface NativeWork {
  count: number;
}

/** Those that go through the whole array, or may. */
const ARRAY_METHODS = [
  ...["concat", "copyWithin", "every", "fill", "filter", "find", "findIndex", "findLast", "findLastIndex", "flat"],
  ...["flatMap", "forEach", "includes", "indexOf", "join", "lastIndexOf", "map", "reduce", "reduceRight", "reverse"],
  ...["shift", "slice", "some", "sort", "splice", "toReversed", "toSorted", "toSpliced", "unshift", "with"],
] as const;
const OBJECT_FUNCTIONS = ["keys", "values", "entries", "fromEntries"] as const;
const keysOf = Object.keys;

/**
 * From now on counts the elements that built-in functions of arrays, maps, sets
 * and objects go through, loops and spreads over them included, and the characters
 * of JSON. Spreads of objects cannot be seen.
 */
export function countNativeWork(): NativeWork {
  const work: NativeWork = { count: 0 };
  const before = (owner: object, key: string, cost: (self: never) => number) =>
    replace(owner, key, (original, self, args) => {
      work.count += cost(self as never);
      return Reflect.apply(original, self, args);
    });
  const after = (owner: object, key: string, cost: (result: never) => number) =>
    replace(owner, key, (original, self, args) => {
      const result = Reflect.apply(original, self, args);
      work.count += cost(result as never);
      return result;
    });
  for (const name of ARRAY_METHODS) before(Array.prototype, name, ({ length }: readonly unknown[]) => length);
  before(Map.prototype, "forEach", ({ size }: ReadonlyMap<unknown, unknown>) => size);
  before(Set.prototype, "forEach", ({ size }: ReadonlySet<unknown>) => size);
  for (const name of OBJECT_FUNCTIONS) after(Object, name, (result: object) => keysOf(result).length);
  after(JSON, "stringify", (text: string | undefined) => text?.length ?? 0);
  for (const collection of [[], new Map(), new Set()]) {
    before(Object.getPrototypeOf(collection[Symbol.iterator]()), "next", () => 1);
  }
  return work;
}

type AnyFunction = (...args: never[]) => unknown;

function replace(
  owner: object,
  key: string,
  call: (original: AnyFunction, self: unknown, args: ArrayLike<unknown>) => unknown,
): void {
  const original = Reflect.get(owner, key) as AnyFunction;
  const value = function (this: unknown) {
    // biome-ignore lint/complexity/noArguments: rest parameters are arrays, and would be counted.
    return call(original, this, arguments);
  };
  Object.defineProperty(owner, key, { value, configurable: true, writable: true });
}
