import { defineStage } from "stagewright";
import { readText } from "./_package.ts";

export default defineStage({
  description: "The changelog tells what is new in this version",
  dependencies: ["manifest"],
  run: async ({ outputs }) => {
    const { version } = outputs.manifest;
    const sections = (await readText("CHANGELOG.md")).split(/^## /m);
    const section = sections.find((section) => section.startsWith(`${version} `));
    const changes = section?.match(/^- /gm) ?? [];
    if (changes.length === 0) throw new Error(`CHANGELOG.md tells no change of ${version}`);
    return `changes in ${version}: ${changes.length}`;
  },
});
