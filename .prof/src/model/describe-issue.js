import { joinWords } from "../util/join-words.js";
import { showValue } from "../util/show-value.js";
const TYPES = {
    string: "a string",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    record: "an object",
    object: "an object",
};
/** What a schema that has no words of its own expected. Handed to `safeParse` as `error`. */
export const expectation = (issue) => {
    switch (issue.code) {
        case "invalid_type":
            return `expected ${TYPES[issue.expected] ?? issue.expected}`;
        case "invalid_value":
            return `expected ${joinWords(issue.values.map(showValue), { last: "or" })}`;
        case "too_small":
            return `expected at least ${issue.minimum}`;
        case "too_big":
            return `expected at most ${issue.maximum}`;
        default:
            return undefined;
    }
};
/** What was expected and what was received. Takes issues of a parse with `reportInput` and {@link expectation}. */
export function describeIssue({ message, input }) {
    if (message.includes(", got "))
        return message;
    return input === undefined ? `${message}, but it is missing` : `${message}, got ${showValue(input)}`;
}
