import { parseArgs } from "node:util";
import { COMMANDS } from "../commands.js";
import { misusedFlag, unknownCommand, unknownFlag, wrongOperands } from "./misused-arguments.js";
import { FLAG_KEYS, FLAGS } from "./options-schema.js";
/** Takes a command line apart: the command, its operand and its flags. */
export function readCommandLine(argv) {
    const tokens = tokenize(argv);
    const [name, ...operands] = words(tokens);
    const command = COMMANDS.find((command) => command.name === name);
    const given = new Map();
    const wrong = [];
    if (command !== undefined)
        wrong.push(...wrongOperands(command, operands));
    else if (name !== undefined)
        wrong.push(unknownCommand(name, COMMANDS));
    for (const token of tokens) {
        if (token.kind !== "option")
            continue;
        const key = FLAG_KEYS.get(token.name);
        if (key === undefined) {
            wrong.push(unknownFlag(token, command));
            continue;
        }
        const misuse = misusedFlag(token, { key, command, commands: COMMANDS });
        if (misuse !== undefined)
            wrong.push(misuse);
        else
            given.set(key, [...(given.get(key) ?? []), ...(token.value === undefined ? [] : [token.value])]);
    }
    return {
        command,
        operand: operands[0],
        given,
        problems: wrong.map((message) => ({ code: "bad-option", message })),
    };
}
// Not strict: strict parsing stops at the first error and has its own words for it.
function tokenize(argv) {
    const options = Object.fromEntries([...FLAGS.values()].map(({ name, short, value }) => [
        name,
        { type: value === undefined ? "boolean" : "string", ...(short !== undefined && { short }) },
    ]));
    return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}
/** The command and its operands. What follows an unknown flag of the command is taken for that flag's value. */
function words(tokens) {
    const found = [];
    for (const [index, token] of tokens.entries()) {
        const before = tokens[index - 1];
        const isValue = found.length > 0 && before?.kind === "option" && !FLAG_KEYS.has(before.name);
        if (token.kind === "positional" && !isValue)
            found.push(token.value);
    }
    return found;
}
