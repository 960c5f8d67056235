import { writeFileSync } from "node:fs";
import { chartsPage } from "./charts-page.ts";

writeFileSync(new URL("../docs/statecharts.md", import.meta.url), chartsPage());
