import { env } from "node:process";
import { defineConfig, mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import shared, { MOCKING } from "./vitest.config.ts";

/**
 * The tests that the mutants of a folder are held against, in the order in
 * which they run: the quickest first, since one failure is enough.
 */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  "src/plan": ["test/plan", "test/run/semantics"],
  "src/run": ["test/run", "test/regression", "test/properties"],
  machines: ["test/run/semantics", "test/regression", "test/properties", "test/machines"],
};

const folders = TESTS[env.STAGEWRIGHT_MUTATED ?? ""] ?? ["test"];

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = (file: TestSpecification) => folders.findIndex((folder) => file.moduleId.includes(`/${folder}/`));
    return files.toSorted((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** Nearly all files run in one thread, which loads the sources once a mutant. */
export default mergeConfig(
  { resolve: shared.resolve },
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: "together",
            include: folders.map((folder) => `${folder}/**/*.test.ts`),
            exclude: MOCKING,
            isolate: false,
            setupFiles: ["test/helpers/count-apart.ts"],
          },
        },
        { extends: true, test: { name: "apart", include: MOCKING } },
      ],
      testTimeout: 5_000,
      reporters: [],
      sequence: { sequencer: QuickestFirst },
    },
  }),
);
