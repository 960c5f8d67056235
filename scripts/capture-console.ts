import { writeFileSync } from "node:fs";
import { consolePage, WIDTHS } from "./console/page.ts";
import { type ConsoleScreens, captureConsole } from "./console/screens.ts";

const screens = new Map<number, ConsoleScreens>();
for (const columns of WIDTHS) screens.set(columns, await captureConsole(columns));
writeFileSync(new URL("../docs/live-console.md", import.meta.url), consolePage(screens));
