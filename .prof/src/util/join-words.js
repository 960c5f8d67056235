/** Items as a sentence lists them: "a, b and c". Of more than `atMost` the first ones: "a, b and 98 more". */
export function joinWords(items, { last = "and", atMost = Number.POSITIVE_INFINITY } = {}) {
    // "and 1 more" would be no shorter than the item.
    if (items.length > atMost + 1)
        return `${items.slice(0, atMost).join(", ")} and ${items.length - atMost} more`;
    return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}
