import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { referencePages } from "./reference/pages.ts";

const folder = new URL("../docs/reference/", import.meta.url);
const pages = await referencePages();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, text] of Object.entries(pages)) writeFileSync(new URL(name, folder), text);
