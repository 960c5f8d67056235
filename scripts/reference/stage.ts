import ms from "ms";
import type * as z from "zod";
import { durationSchema } from "../../src/model/duration.ts";
import { parseDefinition } from "../../src/model/parse-definition.ts";
import type { Stage } from "../../src/model/stage.ts";
import { stageDefinitionSchema } from "../../src/model/stage-definition.ts";
import { unitsSchema } from "../../src/model/units.ts";
import { commentsOf, membersOf } from "./comments.ts";
import { code, pageHead, table } from "./table.ts";
import { bare, type TypeNames, typeText } from "./types.ts";
import { Words } from "./words.ts";

const FILE = "model/stage-definition.ts";

const FIELDS = { "context.runId": "The run's id." };

const { shape } = stageDefinitionSchema;
const { shape: retryShape } = bare(shape.retry) as z.ZodObject;

const TYPES: TypeNames = new Map<z.core.$ZodType, string>([
  [durationSchema, "Duration"],
  [unitsSchema, "{ [pool]: number }"],
  [bare(shape.output), "StandardSchema"],
  [bare(shape.retry), "Retry"],
  [bare(retryShape.when as z.ZodType), "(error) => boolean"],
]);

/** The text of `docs/reference/stage.md`. */
export function stagePage(): string {
  const comments = commentsOf(FILE);
  const words = new Words(FIELDS);
  const fields = Object.entries(shape).map(([name, schema]) => [
    code(name),
    functionText(name) ?? code(typeText(schema, TYPES)),
    defaultOf(name),
    words.explain(name, comments.get(`TypedStageDefinition ${name}`)),
  ]);
  const retry = Object.entries(retryShape).map(([name, schema]) => [
    code(name),
    code(typeText(schema, TYPES)),
    words.explain(`retry.${name}`, comments.get(`RetryDefinition ${name}`)),
  ]);
  const context = membersOf(FILE, "StageContext").map(({ path: [, name = ""], code: declaration, comment }) => [
    code(declaration.replace(/^readonly /, "")),
    words.explain(`context.${name}`, comment),
  ]);
  words.checkUsed();
  return `${pageHead("Stage fields", INTRODUCTION)}
${table(["field", "type", "default", "meaning"], fields)}

A \`Duration\` is milliseconds as a number, or a string with a unit: \`"500ms"\`, \`"30s"\`, \`"5m"\`, \`"1h"\`.

## Retry

${table(["field", "type", "meaning"], retry)}

## The context

Each function is called with one object.

${table(["member", "meaning"], context)}
`;
}

const INTRODUCTION =
  "The fields of `defineStage({ … })`, and the names of plain exports, in lower or in upper case. Each is optional. How to use them, and what `on` means: [Write a stage](../write-a-stage.md).";

function functionText(name: string): string | undefined {
  const member = membersOf(FILE, "TypedStageDefinition").find(({ path }) => path[1] === name);
  if (member === undefined || member.code.startsWith("readonly ")) return undefined;
  const [, result = ""] = /\)(?:: )(.*)$/.exec(member.code) ?? [];
  const [own] = result.split(" | PromiseLike");
  return `${code(`(context) => ${own}`)}, may be async`;
}

/** What a stage has that says nothing of the field. */
function defaultOf(name: string): string {
  const parsed = parseDefinition({}, { name: "a" });
  if (!("stage" in parsed)) throw new Error("A stage needs no field");
  const { stage } = parsed;
  switch (name) {
    case "name":
      return "the file's name";
    case "timeout":
      return `none; ${code(JSON.stringify(ms(stage.timeouts.teardown)))} for \`teardown\``;
    case "retry":
      return stage.retry.limit === 0 ? "none" : String(stage.retry.limit);
    case "resources":
      return stage.demands.length === 0 ? "none" : JSON.stringify(stage.demands);
    default:
      return name in stage && stage[name as keyof Stage] !== undefined
        ? code(JSON.stringify(stage[name as keyof Stage]))
        : "none";
  }
}
