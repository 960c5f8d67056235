import { expect, test } from "vitest";
import { COMMANDS } from "../../../src/cli/commands.js";
import { commandHelp, globalHelp } from "../../../src/cli/options/help.js";
const HELPS = [
    { name: "stagewright", text: globalHelp() },
    ...COMMANDS.map((command) => ({ name: `stagewright-${command.name}`, text: commandHelp(command) })),
];
test.each(HELPS)("the help of $name fits 80 columns", async ({ name, text }) => {
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    await expect(text).toMatchFileSnapshot(`help/${name}.txt`);
});
