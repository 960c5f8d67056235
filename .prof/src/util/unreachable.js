/** Ends a switch over a union: a case that is missing is a compile error at the call. */
export function unreachable(value) {
    throw new TypeError(`Unreachable: ${String(value)}`);
}
