import {
  edgeConditionSchema,
  phaseSchema,
  phaseStatusSchema,
  runStatusSchema,
  stageStatusSchema,
} from "../../src/model/outcome.ts";
import { type Declaration, declarationsOf } from "./comments.ts";
import { code, pageHead, table } from "./table.ts";
import { Words } from "./words.ts";

const FILE = "model/report.ts";
const INTERFACES = ["Report", "StageReport", "AttemptReport", "PhaseReport", "SkipReport"];

/** What is written out in place of its name. */
const ENUMS = {
  EdgeCondition: edgeConditionSchema,
  Phase: phaseSchema,
  PhaseStatus: phaseStatusSchema,
  RunStatus: runStatusSchema,
  StageStatus: stageStatusSchema,
};

const WORDS = {
  "AttemptReport.attempt": "1 for the first.",
  "AttemptReport.phases": "In the order in which they were entered.",
  "PhaseReport.durationMs": "How long it took.",
  "PhaseReport.phase": "The function.",
  "PhaseReport.startedAt": "Epoch ms.",
  "PhaseReport.status": "How it ended.",
  "Report.counts": "How many stages ended how; `flaky` ones have passed.",
  "Report.durationMs": "From the first event to the last.",
  "Report.pipeline": "The pipeline's name.",
  "Report.runId": "The run's id.",
  "Report.schemaVersion": "Version of the format.",
  "Report.status": "How the run ended.",
  "SkipReport.message": "What `when` returned, or the reason of the cancel.",
  "SkipReport.reason": "Why: [the reasons](events.md#skip).",
  "StageReport.attempts": "All of them, in order; none where it was skipped.",
  "StageReport.dependencies": "Its edges.",
  "StageReport.errors": "All errors of all attempts, in order, each with its `phase` and `attempt`.",
  "StageReport.name": "The stage's name.",
  "StageReport.optional": "Its failure does not count for the run's status.",
  "StageReport.skip": "Why it was skipped.",
  "StageReport.status": "How it ended, whether or not it is optional.",
  "StageReport.tags": "Its tags.",
};

/** The text of `docs/reference/report.md`. */
export function reportPage(): string {
  const words = new Words(WORDS);
  const declarations = declarationsOf(FILE);
  const parts = INTERFACES.map((name) => {
    const rows = declarations
      .filter(({ path }) => path.length === 2 && path[0] === name)
      .map((declaration) => {
        const { path, code: line, comment } = declaration;
        const field = path[1] ?? "";
        const members = declarations.filter(
          (one) => one.path.length === 3 && one.path[0] === name && one.path[1] === field,
        );
        const type = members.length > 0 ? code(`{ ${members.map(memberText).join("; ")} }`) : typeText(typeOf(line));
        return [
          code(field),
          `${type}${line.includes("?:") ? ", optional" : ""}`,
          words.explain(`${name}.${field}`, comment),
        ];
      });
    return `## ${name}\n\n${table(["field", "type", "meaning"], rows)}`;
  });
  words.checkUsed();
  return `${pageHead("The report", INTRODUCTION)}\n${parts.join("\n\n")}\n`;
}

const INTRODUCTION =
  "What `run.report` resolves with, `readReport` reads of a journal, and the `json` reporter writes: [a sample](reporters.md#json). `SerializedError` and `StageError` are [those of the events](events.md#objects).";

function memberText({ code: line }: Declaration): string {
  return line.replace("readonly ", "");
}

function typeOf(line: string): string {
  const [, type = ""] = /: (.*)$/.exec(line) ?? [];
  return Object.entries(ENUMS).reduce(
    (text, [name, { options }]) => text.replace(new RegExp(`\\b${name}$|\\b${name}(?= })`), inWords(options)),
    type.replaceAll("readonly ", ""),
  );
}

function inWords(options: readonly string[]): string {
  return options.map((option) => JSON.stringify(option)).join(" | ");
}

/** What is told of further down is linked. */
function typeText(type: string): string {
  const [name] = /^\w+(?=(\[\])?$)/.exec(type) ?? [];
  return name !== undefined && INTERFACES.includes(name) ? `[${code(type)}](#${name.toLowerCase()})` : code(type);
}
