import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Files that replace a module of Node's, and so need a thread that has loaded nothing yet. */
export const MOCKING = [
  "test/regression/broken-journal.test.ts",
  "test/run/run-lock.test.ts",
  "test/util/write-all.test.ts",
];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^stagewright\/testing$/, replacement: fromRoot("src/testing/index.ts") },
      { find: /^stagewright\/otel$/, replacement: fromRoot("src/report/otel/open-telemetry.ts") },
      { find: /^stagewright$/, replacement: fromRoot("src/index.ts") },
    ],
  },
  test: {
    projects: [
      // In few threads, each of which loads the sources once.
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{e2e,soak}/**", ...MOCKING],
          isolate: false,
        },
      },
      { extends: true, test: { name: "mocking", include: MOCKING } },
      // Of its own, so that only these tests wait for a build.
      {
        extends: true,
        test: { name: "e2e", include: ["test/{e2e,soak}/**/*.test.ts"], globalSetup: ["test/helpers/build.ts"] },
      },
    ],
    typecheck: { enabled: false },
    testTimeout: 20_000,
    maxWorkers: "100%",
    pool: "threads",
    // What tests write to temporary folders is imported by Node itself, as a user's stages are.
    server: { deps: { external: [/\/stagewright-test-/] } },
    coverage: {
      provider: "v8",
      include: ["src/**", "machines/**"],
      reporter: ["text-summary", "json-summary"],
      // What decides who starts, who is skipped and what is torn down.
      thresholds: Object.fromEntries(
        ["machines", "src/plan", "src/run"].map((room) => [`${room}/**`, { branches: 95 }]),
      ),
    },
  },
});
