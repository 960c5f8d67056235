import { expectation } from "../../model/describe-issue.ts";
import type { Problem } from "../../model/problem.ts";
import { type ArgumentKey, type Arguments, argumentsSchema, FLAGS } from "./options-schema.ts";
import { type OptionPlace, type ParsedOptions, parseOptions, toProblem } from "./parse-options.ts";
import type { CommandLine } from "./read-command-line.ts";
import { READERS } from "./read-texts.ts";

/** Makes options of the texts that were given for each flag. */
export function parseFlags(given: CommandLine["given"]): ParsedOptions<Arguments> {
  const input = new Map<ArgumentKey, unknown>();
  const problems: Problem[] = [];
  for (const [key, texts] of given) {
    const { value, repeated } = FLAGS.get(key) ?? {};
    if (repeated === undefined) input.set(key, value === undefined ? true : texts.at(-1));
    else {
      const read = READERS[repeated].safeParse(texts, { reportInput: true, error: expectation });
      if (read.success) input.set(key, read.data);
      else problems.push(...read.error.issues.map((issue) => toProblem({ ...issue, path: [key] }, COMMAND_LINE)));
    }
  }
  const parsed = parseOptions(argumentsSchema, Object.fromEntries(input), COMMAND_LINE);
  return { options: parsed.options, problems: [...problems, ...parsed.problems] };
}

/** How problems name what the command line says. */
export const COMMAND_LINE: OptionPlace = {
  code: "bad-option",
  name: ([key, ...path]) => {
    const flag = [...FLAGS].find(([known]) => known === key)?.[1];
    return [`--${flag?.name}`, ...path.filter((step) => typeof step === "string")].join(" ");
  },
};
