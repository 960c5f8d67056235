import type * as z from "zod";
import { errorPhaseSchema, skipSchema } from "../../src/model/outcome.ts";
import { planDescriptionSchema, stageDescriptionSchema } from "../../src/model/plan.ts";
import { eventBaseSchema, runEventSchema } from "../../src/model/run-event.ts";
import { selectionSchema } from "../../src/model/selection.ts";
import { serializedErrorSchema, stageErrorSchema } from "../../src/model/serialized-error.ts";
import { unitsSchema } from "../../src/model/units.ts";
import { commentsOf, membersOf } from "./comments.ts";
import { code, pageHead, table } from "./table.ts";
import { isOptional, type TypeNames, typeText } from "./types.ts";
import { Words } from "./words.ts";

const EVENTS = {
  "phase.started": "A function of the stage is about to be called.",
  "phase.finished": "The function has settled, or is waited for no longer.",
  "run.paused": "`pause()` was called: nothing new starts.",
  "run.unpaused": "`resume()` was called.",
  "run.cancelling": "The run is being cancelled: by a signal, a timeout, or a call.",
};

/** Fields that mean the same wherever they stand. */
const FIELDS = {
  attempt: "1 for the first.",
  begun: "False: it had not even been called.",
  cause: "Its cause.",
  code: "Its `code`.",
  concurrency: "How many stages are active at once.",
  data: "The value.",
  delayMs: "How long it waits.",
  dependencies: "Its edges.",
  description: "For people.",
  durationMs: "How long it took.",
  error: "The error.",
  errors: "All of them, in order.",
  failFast: "What a required stage's failure does to the rest.",
  fields: "What else the line says.",
  file: "The module that it was defined in.",
  graceMs: "How long an aborted function may take to settle.",
  keep: "When it is torn down.",
  level: "`warn`: the stage wrote it to stderr.",
  message: "Its text.",
  name: "Its name.",
  nextAttempt: "The number of the next one.",
  optional: "Its failure is only a warning.",
  output: "What `run` returned, where JSON can hold it.",
  phase: "The function.",
  phases: "The functions that it has.",
  pipeline: "The pipeline's name.",
  plan: "Every stage and its edges.",
  pools: "The sizes of pools; of those not named: 1.",
  reason: "Why.",
  resources: "The units of pools that it takes.",
  retryLimit: "Attempts after the first.",
  runId: "The run's id.",
  selected: "False: left out by the selection.",
  skip: "Why it was skipped.",
  stack: "Where it was thrown.",
  stage: "The stage's name.",
  stages: "In topological order.",
  status: "How it ended.",
  tags: "For selection.",
  type: "What happened: one of those below.",
};

const OBJECTS: TypeNames = new Map<z.core.$ZodType, string>([
  [planDescriptionSchema, "PlanDescription"],
  [stageDescriptionSchema, "StageDescription"],
  [selectionSchema, "Selection"],
  [skipSchema, "Skip"],
  [stageErrorSchema, "StageError"],
  [serializedErrorSchema, "SerializedError"],
  [unitsSchema, "{ [pool]: number }"],
]);

/** The text of `docs/reference/events.md`. */
export function eventsPage(): string {
  const meanings = new Words(EVENTS);
  const fields = new FieldTables();
  const comments = commentsOf("model/run-event.ts");
  const events = runEventSchema.options.map(({ shape: { v, seq, runId, at, type, ...own } }) => {
    const [name = ""] = type.def.values;
    const meaning = meanings.explain(name, comments.get(`runEventSchema ${name}`));
    return `### ${name}\n\n${meaning}\n\n${fields.table(own, (field) => comments.get(`runEventSchema ${name} ${field}`))}`.trimEnd();
  });
  const common = fields.table(eventBaseSchema.shape, (field) => comments.get(`common ${field}`));
  const page = `${pageHead("Events", INTRODUCTION)}
Every event has these fields:

${common}

A reader should let types and fields that it does not know pass: later versions may have more. A whole run as events: [the sample of \`ndjson\`](reporters.md#ndjson).

## Types

${events.join("\n\n")}

## Objects

${objects(fields)}
`;
  meanings.checkUsed();
  fields.checkUsed();
  return page;
}

const INTRODUCTION = `All that a run tells of itself. \`run.events$\`, the journal, the \`ndjson\` reporter, \`eventStream\` and the \`onEvent\` of reporters tell the same events. \`RunEvent\` is their type, \`runEventSchema\` their zod schema.

A journal is a file of them, one JSON object a line, in the order of \`seq\`. Its last line may be torn.`;

function objects(fields: FieldTables): string {
  const errors = commentsOf("model/serialized-error.ts");
  const reasons = membersOf("model/outcome.ts", "skipReasonSchema").map(({ path: [, reason = ""], comment = "" }) => [
    code(reason),
    comment,
  ]);
  const phases = errorPhaseSchema.options.map(code).join(", ");
  const parts = {
    PlanDescription: fields.table(planDescriptionSchema.shape, () => undefined),
    StageDescription: commented(fields, stageDescriptionSchema, "model/plan.ts stageDescriptionSchema"),
    Selection: commented(fields, selectionSchema, "model/selection.ts selectionSchema"),
    Skip: `${commented(fields, skipSchema, "model/outcome.ts skipSchema")}\n\n${table(["reason", "meaning"], reasons)}`,
    SerializedError: fields.table((serializedErrorSchema as unknown as z.ZodObject).shape, (field) =>
      errors.get(`SerializedError ${field}`),
    ),
    StageError: `A \`SerializedError\` with its \`attempt\` and its \`phase\`, one of ${phases}.`,
  };
  return Object.entries(parts)
    .map(([name, text]) => `### ${name}\n\n${text}`)
    .join("\n\n");
}

type Shape = Readonly<Record<string, z.core.$ZodType>>;

class FieldTables {
  readonly #words = new Words(FIELDS);

  table(shape: Shape, commentOf: (field: string) => string | undefined): string {
    const rows = Object.entries(shape).map(([name, schema]) => {
      const type = linked(typeText(schema, OBJECTS));
      return [code(name), isOptional(schema) ? `${type}, optional` : type, this.#words.explain(name, commentOf(name))];
    });
    return rows.length === 0 ? "" : table(["field", "type", "meaning"], rows);
  }

  checkUsed(): void {
    this.#words.checkUsed();
  }
}

/** @param place The file of the schema, and its name there. */
function commented(fields: FieldTables, schema: z.ZodObject, place: string): string {
  const [file = "", name] = place.split(" ");
  const comments = commentsOf(file);
  return fields.table(schema.shape, (field) => comments.get(`${name} ${field}`));
}

/** An object is told of further down. */
function linked(type: string): string {
  const object = /^[A-Z]\w+(?=(\[\])?$)/.exec(type)?.[0];
  return object === undefined || object === "JSON" ? code(type) : `[${code(type)}](#${object.toLowerCase()})`;
}
