/** Indexed alike: an array, or a typed one. */
interface Indexed<T> {
  readonly length: number;
  readonly [index: number]: T;
}

/**
 * The item at an index that is known to be there.
 * @throws {RangeError} where it is not.
 */
export function at<T>(items: Indexed<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`Nothing at ${index} of ${items.length}`);
  return item;
}
