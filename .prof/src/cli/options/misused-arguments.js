import { joinWords } from "../../util/join-words.js";
import { didYouMean } from "./did-you-mean.js";
import { FLAG_KEYS, FLAGS } from "./options-schema.js";
export function unknownCommand(name, commands) {
    const names = commands.map(({ name }) => name);
    const expected = `expected ${joinWords(names, { last: "or" })}`;
    return `unknown command ${JSON.stringify(name)}: ${expected}${didYouMean(name, names)}`;
}
export function unknownFlag({ name, rawName }, command) {
    const known = [...FLAGS].filter(([key]) => command === undefined || takes(command, key)).map(([, flag]) => flag.name);
    return `unknown flag ${rawName}${didYouMean(name, known, (nearest) => `--${nearest}`)}`;
}
/** What is wrong with how a known flag is used: undefined where nothing is. */
export function misusedFlag({ rawName, value, inlineValue }, { key, command, commands, }) {
    if (command !== undefined && !takes(command, key)) {
        const users = commands.filter((command) => takes(command, key)).map(({ name }) => name);
        return `${rawName} is a flag of ${users.join(", ")}, not of ${command.name}`;
    }
    const placeholder = FLAGS.get(key)?.value;
    if (placeholder === undefined) {
        return value === undefined ? undefined : `${rawName} takes no value, got ${JSON.stringify(value)}`;
    }
    const needed = `${rawName} needs a value (${rawName} <${placeholder}>)`;
    if (value === undefined)
        return needed;
    return !inlineValue && isFlag(value) ? `${needed}, got the flag ${value}` : undefined;
}
/** What is wrong with the operands of a command: one each. */
export function wrongOperands({ name, operand }, values) {
    const given = values.map((value) => JSON.stringify(value)).join(" ");
    if (values.length > 1)
        return [`${name} takes one ${operand.name}, got ${given}`];
    if (values[0] === "")
        return [`${name} needs a ${operand.name}, got ""`];
    return values.length === 0 && operand.default === undefined
        ? [`${name} needs a ${operand.name} (${name} <${operand.name}>)`]
        : [];
}
function takes(command, key) {
    return key === "help" || key === "version" || command.flags.includes(key);
}
/** True for `--only`, `--only=a` and `-h`, but not for a value such as `-1`. */
function isFlag(text) {
    const [, name] = /^--([^=]+)/.exec(text) ?? [];
    return name === undefined ? /^-[a-z]/i.test(text) : FLAG_KEYS.has(name);
}
