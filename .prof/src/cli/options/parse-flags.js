import { expectation } from "../../model/describe-issue.js";
import { argumentsSchema, FLAGS } from "./options-schema.js";
import { parseOptions, toProblem } from "./parse-options.js";
import { READERS } from "./read-texts.js";
/** Makes options of the texts that were given for each flag. */
export function parseFlags(given) {
    const input = new Map();
    const problems = [];
    for (const [key, texts] of given) {
        const { value, repeated } = FLAGS.get(key) ?? {};
        if (repeated === undefined)
            input.set(key, value === undefined ? true : texts.at(-1));
        else {
            const read = READERS[repeated].safeParse(texts, { reportInput: true, error: expectation });
            if (read.success)
                input.set(key, read.data);
            else
                problems.push(...read.error.issues.map((issue) => toProblem({ ...issue, path: [key] }, COMMAND_LINE)));
        }
    }
    const parsed = parseOptions(argumentsSchema, Object.fromEntries(input), COMMAND_LINE);
    return { options: parsed.options, problems: [...problems, ...parsed.problems] };
}
/** How problems name what the command line says. */
export const COMMAND_LINE = {
    code: "bad-option",
    name: ([key, ...path]) => {
        const flag = [...FLAGS].find(([known]) => known === key)?.[1];
        return [`--${flag?.name}`, ...path.filter((step) => typeof step === "string")].join(" ");
    },
};
