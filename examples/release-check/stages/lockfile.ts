import assert from "node:assert/strict";
import { defineStage } from "stagewright";
import * as z from "zod";
import { readJson } from "./_package.ts";

const entry = z.object({
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
const lockfile = z.object({ packages: z.record(z.string(), entry) });

export default defineStage({
  description: "package-lock.json is in step with package.json",
  dependencies: ["manifest"],
  run: async ({ outputs }) => {
    const { "": root, ...packages } = lockfile.parse(await readJson("package-lock.json")).packages;
    const { version, dependencies, devDependencies } = outputs.manifest;
    assert.deepEqual(
      { version: root?.version, dependencies: root?.dependencies, devDependencies: root?.devDependencies },
      { version, dependencies, devDependencies },
      "package-lock.json is out of step with package.json: run npm install",
    );
    return packages;
  },
});
