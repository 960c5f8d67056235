import { defineStage } from "stagewright";
import { readText } from "./_package.ts";

/** Worth knowing, but no reason to hold a release back. */
export default defineStage({
  description: "The README tells of everything that is exported",
  dependencies: ["loads"],
  optional: true,
  run: async ({ outputs }) => {
    const readme = await readText("README.md");
    const missing = outputs.loads.filter((name: string) => !readme.includes(`\`${name}`));
    if (missing.length > 0) throw new Error(`README.md does not mention ${missing.join(", ")}`);
    return "all of it";
  },
});
