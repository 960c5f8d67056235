import { writeFileSync } from "node:fs";
import { chartsPage } from "./charts-page.js";
writeFileSync(new URL("../docs/statecharts.md", import.meta.url), chartsPage());
