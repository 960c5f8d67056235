/**
 * The item at an index that is known to be there.
 * @throws {RangeError} where it is not.
 */
export function at(items, index) {
    const item = items[index];
    if (item === undefined)
        throw new RangeError(`Nothing at ${index} of ${items.length}`);
    return item;
}
