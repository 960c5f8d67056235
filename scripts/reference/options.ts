import type * as z from "zod";
import { COMMANDS } from "../../src/cli/commands.ts";
import { type ArgumentKey, argumentsSchema, FLAGS, optionsSchema } from "../../src/cli/options/options-schema.ts";
import { durationSchema } from "../../src/model/duration.ts";
import { sharedOptionsSchema } from "../../src/model/run-options.ts";
import { unitsSchema } from "../../src/model/units.ts";
import { commentsOf, membersOf } from "./comments.ts";
import { code, pageHead, table } from "./table.ts";
import { type TypeNames, typeText } from "./types.ts";
import { Words } from "./words.ts";

const TYPES: TypeNames = new Map<z.core.$ZodType, string>([
  [durationSchema, "Duration"],
  [unitsSchema, "{ [pool]: number }"],
]);

/** The text of `docs/reference/options.md`. */
export function optionsPage(): string {
  return `${pageHead("Options", INTRODUCTION)}
## Commands

${table(["command", "what it does", "flags"], commands())}

## Flags and keys of the configuration file

${table(["flag", "key", "type of the key", "default", "meaning"], argumentKeys().map(optionRow))}

What has no flag is for the configuration file only, what has no key for the command line only.

- Flags win over the file; \`pools\` of both are united.
- \`resume\` goes with none of \`only\`, \`skip\`, \`tags\`, \`noDeps\`, \`failed\`, \`runId\`; \`failed\` with neither \`only\` nor \`tags\`.
- A \`Duration\` is milliseconds as a number, or a string with a unit: \`"500ms"\`, \`"30s"\`, \`"5m"\`, \`"1h"\`. More than 0, at most some 24 days.
- The file is the one that \`--config\` names, or \`stagewright.config.ts\`, \`.mts\`, \`.js\`, \`.mjs\` or \`.json\` in the working directory.

## Options of \`startRun\`

${table(["option", "type", "meaning"], apiRows())}

They are not read from the configuration file.
`;
}

const INTRODUCTION =
  "The command line, the configuration file and `startRun` share one schema. What is wrong with any of it is told before anything runs, all at once, with exit code 2 or a `StagewrightError`.";

function commands(): readonly (readonly string[])[] {
  return COMMANDS.map(({ name, summary, operand, flags }) => [
    code(`${name} ${operand.default === undefined ? `<${operand.name}>` : `[${operand.name}]`}`),
    `${summary}${operand.default === undefined ? "" : ` (default: ${code(operand.default)})`}`,
    flags.map((key) => code(`--${FLAGS.get(key)?.name}`)).join(" "),
  ]);
}

function argumentKeys(): readonly ArgumentKey[] {
  return argumentsSchema.keyof().options;
}

/** An option as the help tells it: the default stands in parentheses at the end of its line. */
function optionRow(key: ArgumentKey): readonly string[] {
  const flag = FLAGS.get(key);
  const summary = flag?.summary ?? inWords(commentsOf("model/run-options.ts").get(`SharedOptions ${key}`) ?? "");
  const { meaning = "", byDefault = "" } =
    /^(?<meaning>.*?)(?: \(default: (?<byDefault>.*)\))?$/.exec(summary)?.groups ?? {};
  if (meaning === "") throw new Error(`There is no word on the option ${key}`);
  const isKey = Object.hasOwn(optionsSchema.shape, key);
  return [
    flag === undefined ? "" : code(flagText(flag)),
    isKey ? code(key) : "",
    isKey ? code(typeText(argumentsSchema.shape[key], TYPES)) : "",
    byDefault,
    meaning.replaceAll("|", "\\|"),
  ];
}

function flagText({ name, short, value }: { readonly name: string; readonly short?: string; readonly value?: string }) {
  const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
  return value === undefined ? names : `${names} <${value}>`;
}

function inWords(comment: string): string {
  return comment.replace(/\.$/, "");
}

/** Options that a member of `RunOptions` has in its own right, then those that are shared. */
function apiRows(): readonly (readonly string[])[] {
  const words = new Words({});
  const own = membersOf("run/run.ts", "RunOptions").map(({ path: [, name = ""], code: declaration, comment }) => {
    const [, type = ""] = /: (?:readonly )?(.*)$/.exec(declaration) ?? [];
    const isRequired = !declaration.includes("?:");
    return [code(name), `${code(type)}${isRequired ? ", required" : ""}`, words.explain(name, comment)];
  });
  const comments = commentsOf("model/run-options.ts");
  const shared = Object.entries(sharedOptionsSchema.shape).map(([name, schema]) => [
    code(name),
    code(typeText(schema, TYPES)),
    words.explain(name, comments.get(`SharedOptions ${name}`)),
  ]);
  return [...own, ...shared];
}
