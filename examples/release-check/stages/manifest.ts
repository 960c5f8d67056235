import { defineStage } from "stagewright";
import * as z from "zod";
import { readJson } from "./_package.ts";

const versions = z.record(z.string(), z.string()).default({});

export default defineStage({
  description: "package.json says all that a release needs",
  output: z.object({
    name: z.string(),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    license: z.string(),
    dependencies: versions,
    devDependencies: versions,
  }),
  run: () => readJson("package.json"),
});
