import type { Command } from "../command.ts";
import { COMMANDS } from "../commands.ts";
import { table } from "../text/table.ts";
import type { Flag } from "./flag.ts";
import { type ArgumentKey, FLAGS } from "./options-schema.ts";

const LAYOUT = { width: 80, indent: "  " };

/** What `stagewright --help` shows. */
export function globalHelp(): string {
  return sections([
    "Usage: stagewright <command> [options]",
    "Runs stages with setup, run and teardown in dependency order.",
    ["Commands:", COMMANDS.map((command) => [`${command.name} ${operandText(command)}`, command.summary])],
    ["Options:", flagRows(["help", "version"])],
    "stagewright <command> --help tells more of a command.",
  ]);
}

/** What `stagewright <command> --help` shows. */
export function commandHelp(command: Command): string {
  const { name, summary, operand, flags, notes } = command;
  const where = operand.default === undefined ? "" : ` (default: ${operand.default})`;
  return sections([
    `Usage: stagewright ${name} ${operandText(command)} [options]`,
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${where}.`,
    ["Options:", flagRows([...flags, "help"])],
    ...(notes === undefined ? [] : [notes]),
  ]);
}

type Row = readonly [term: string, meaning: string];
type Section = string | readonly [title: string, rows: readonly Row[]];

function operandText({ operand }: Command): string {
  return operand.default === undefined ? `<${operand.name}>` : `[${operand.name}]`;
}

function flagRows(keys: readonly ArgumentKey[]): readonly Row[] {
  return keys.flatMap((key) => {
    const flag = FLAGS.get(key);
    return flag === undefined ? [] : [[flagText(flag), flag.summary] as const];
  });
}

function flagText({ name, short, value }: Flag): string {
  return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`;
}

function sections(parts: readonly Section[]): string {
  return `${parts.map((part) => (typeof part === "string" ? part : [part[0], ...table(part[1], LAYOUT)].join("\n"))).join("\n\n")}\n`;
}
