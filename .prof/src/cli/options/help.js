import { COMMANDS } from "../commands.js";
import { table } from "../text/table.js";
import { FLAGS } from "./options-schema.js";
const LAYOUT = { width: 80, indent: "  " };
/** What `stagewright --help` shows. */
export function globalHelp() {
    return sections([
        "Usage: stagewright <command> [options]",
        "Runs stages with setup, run and teardown in dependency order.",
        ["Commands:", COMMANDS.map((command) => [`${command.name} ${operandText(command)}`, command.summary])],
        ["Options:", flagRows(["help", "version"])],
        "stagewright <command> --help tells more of a command.",
    ]);
}
/** What `stagewright <command> --help` shows. */
export function commandHelp(command) {
    const { name, summary, operand, flags, notes } = command;
    const where = operand.default === undefined ? "" : ` (default: ${operand.default})`;
    return sections([
        `Usage: stagewright ${name} ${operandText(command)} [options]`,
        `${summary.charAt(0).toUpperCase()}${summary.slice(1)}${where}.`,
        ["Options:", flagRows([...flags, "help"])],
        ...(notes === undefined ? [] : [notes]),
    ]);
}
function operandText({ operand }) {
    return operand.default === undefined ? `<${operand.name}>` : `[${operand.name}]`;
}
function flagRows(keys) {
    return keys.flatMap((key) => {
        const flag = FLAGS.get(key);
        return flag === undefined ? [] : [[flagText(flag), flag.summary]];
    });
}
function flagText({ name, short, value }) {
    return `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`;
}
function sections(parts) {
    return `${parts.map((part) => (typeof part === "string" ? part : [part[0], ...table(part[1], LAYOUT)].join("\n"))).join("\n\n")}\n`;
}
