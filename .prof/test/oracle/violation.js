/** An event that the specification does not allow at its place, or one that it asks for and that never came. */
export class Violation extends Error {
    name = "Violation";
}
/** @throws {Violation} unless the rule holds. */
export function rule(holds, says, event) {
    if (!holds)
        throw new Violation(event === undefined ? says : `${says}; got #${event.seq} ${JSON.stringify(event)}`);
}
